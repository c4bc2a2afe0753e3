package org.rowback.importers.content;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a text file in UTF-8 whole or not at all.
public final class WholeFile {
    private WholeFile() {}

    /// What writes the file's content.
    public interface Content<T> {
        T write(Writer out) throws IOException, RowbackException;
    }

    /// Takes the place of a file that is there.
    ///
    /// @return what `content` gives
    public static <T> T write(Path out, Content<T> content) throws RowbackException {
        Path whole = out.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            T result;
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                result = content.write(writer);
            } catch (RowbackException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    "%s: cannot be written (%s)".formatted(out, e.getMessage()), e);
        }
    }
}
