package org.rowback.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.OpenCase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class JournalDecisionsTest {
    private final WindowServices services = new WindowServices();

    @Test
    void whatWasDecidedIsThereAfterACrash(@TempDir Path folder)
            throws RowbackException, IOException {
        Path crashed = Files.createDirectory(folder.resolve("crashed"));
        try (OpenCase open = services.create(folder.resolve("a.rowback"))) {
            open.decisions().add("selection", "{\"pick\":\"3\"}");
            open.decisions().add("selection", "{\"pick\":\"4\"}");
            open.decisions().undo("selection");
            // The files as a process that is killed now leaves them.
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, crashed.resolve(file.getFileName()));
                }
            }
        }
        try (OpenCase again = services.open(crashed.resolve("a.rowback"))) {
            assertThat(again.decisions().standing("selection"))
                    .isEqualTo(List.of("{\"pick\":\"3\"}"));
            again.decisions().redo("selection");
            assertThat(again.decisions().standing("selection")).hasSize(2);
            assertThat(again.decisions().standing("note")).isEmpty();
        }
    }
}
