package org.rowback.importers.mysql;

import org.rowback.importers.mysql.row.charset.Charsets;
import org.rowback.importers.mysql.row.charset.Collations;
import org.rowback.importers.mysql.row.charset.TextDecoder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The text of a statement, which stands in the log in its client's charset.
final class StatementText {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long TOP_BITS = 0x8080_8080_8080_8080L;

    private StatementText() {}

    /// The text, read in the client's charset, or as UTF-8 where that is not known and fits.
    static String read(byte[] bytes, int start, int end, int clientCollation) {
        if (isAscii(bytes, start, end)) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        Optional<TextDecoder> decoder =
                clientCollation == 0
                        ? Optional.empty()
                        : Charsets.decoder(Collations.charset(clientCollation));
        if (decoder.isPresent()) {
            return decoder.get().decode(bytes, start, end - start);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    /// Whether the bytes are the same in every charset that a client may use.
    static boolean isAscii(byte[] bytes, int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            if (((long) LONGS.get(bytes, i) & TOP_BITS) != 0) {
                return false;
            }
        }
        for (; i < end; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The beginning of a text, for a message.
    static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
