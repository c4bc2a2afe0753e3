package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.app.demo.Demo;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.nio.file.Path;
import java.util.List;

/// What the filter language's manual page shows is what the program does.
class FilterHelpTest {
    @TempDir static Path shared;

    private static String demo = "";

    @BeforeAll
    static void importTheDemo() throws RowbackException {
        demo = Demo.importInto(shared, ImportMonitor.NONE).toString();
    }

    /// The indented lines below a heading of the page.
    private static List<String> below(String heading) {
        List<String> lines =
                Run.of("help", "filter")
                        .out()
                        .lines()
                        .dropWhile(line -> !line.equals(heading))
                        .skip(1)
                        .takeWhile(line -> line.startsWith("  "))
                        .map(String::strip)
                        .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        return lines;
    }

    private static Run changes(String filter) {
        return Run.of("changes", demo, "--json", "--limit", "1", "--where", filter);
    }

    @Test
    void everyExampleSelectsSomethingInTheDemo() {
        for (String example : below("Examples:")) {
            Run run = changes(example);
            assertThat(run.complaint()).as(example).isEmpty();
            assertThat(run.out().lines()).as(example).hasSize(1);
        }
    }

    @Test
    void everyTermIsUnderstood() {
        for (String line : below("Terms:")) {
            String term = line.split(" {3,}")[0];
            // Columns are looked for in the tables that are named.
            String filter =
                    term.matches("(changed|delta|old|new|col).*") ? "shop.orders " + term : term;
            assertThat(changes(filter).complaint()).as(filter).isEmpty();
        }
    }

    @Test
    void itIsATopicOfHelpAndNoCommand() {
        String page = Run.of("help", "filter").out();
        assertThat(Run.of("filter").out()).isEqualTo(page);
        assertThat(Run.of("help").out())
                .contains("rowback help filter")
                .doesNotContainPattern("(?m)^  filter ");
    }
}
