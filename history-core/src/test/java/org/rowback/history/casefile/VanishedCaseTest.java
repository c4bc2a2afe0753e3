package org.rowback.history.casefile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.RowbackException;

import java.nio.file.Files;
import java.nio.file.Path;

/// A case whose file goes away while it is open.
class VanishedCaseTest {
    @TempDir Path folder;

    @Test
    void saysInOneSentenceThatTheFileIsGone() throws Exception {
        Path path = folder.resolve("shop.rowback");
        CaseFile file = CaseFile.create(path, CaseFileTest.CODECS);
        Files.delete(path);
        assertThatThrownBy(file::close)
                .isInstanceOf(RowbackException.CaseFile.class)
                .hasMessageContaining("was deleted or moved away while it was open");
        file.close();
    }
}
