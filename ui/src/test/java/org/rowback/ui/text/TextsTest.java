package org.rowback.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class TextsTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z][\\w.]*)\"");
    private static final Set<String> BUILT =
            Set.of(
                    "page.",
                    "causes.side.",
                    "causes.strength.",
                    "patch.mode.",
                    "patch.collisions.",
                    "value.page.",
                    "fact.status.",
                    "fact.flag.",
                    "export.file.",
                    "cell.verb.",
                    "cell.copy.");

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void everyTextIsUsedSomewhere() throws IOException {
        Set<String> used = new TreeSet<>();
        Matcher literal = LITERAL.matcher(sources());
        while (literal.find()) {
            used.add(literal.group(1));
        }
        assertThat(ResourceBundle.getBundle("org.rowback.ui.text.texts").keySet())
                .allMatch(key -> used.contains(key) || BUILT.stream().anyMatch(key::startsWith));
    }

    @Test
    void everyTextAskedForExists() throws IOException {
        Matcher asked = Pattern.compile("Text\\.of\\(\\s*\"([\\w.]+)\"\\s*[,)]").matcher(sources());
        ResourceBundle bundle = ResourceBundle.getBundle("org.rowback.ui.text.texts");
        int count = 0;
        while (asked.find()) {
            assertThat(bundle.containsKey(asked.group(1))).as(asked.group(1)).isTrue();
            count++;
        }
        assertThat(count).isGreaterThan(80);
    }

    @Test
    void writesFiguresForPeople() {
        assertThat(Figures.count(27_777)).isEqualTo("27,777");
        assertThat(Figures.count(1, "change")).isEqualTo("1 change");
        assertThat(Figures.bytes(809_200_000)).isEqualTo("809.2 MB");
        assertThat(Figures.duration(200_000_000)).isEqualTo("3 min 20 s");
        assertThat(Figures.duration(142_000)).isEqualTo("142 ms");
    }
}
