package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text or binary of which nobody says which it is: text where the bytes are UTF-8, otherwise bytes.
final class UnknownTextReader extends ColumnReader {
    private final String charset;

    /// @param charset a name that this program has no table for, or empty
    UnknownTextReader(String charset) {
        this.charset = charset;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) {
        Bytes raw = Bytes.copyOf(buf, at, length);
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(buf, at, length))
                            .toString();
            return new Datum.TextDatum(text, raw, charset);
        } catch (CharacterCodingException e) {
            return new Datum.BinaryDatum(raw);
        }
    }

    @Override
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        if (TextReader.isAscii(buf, at, length)) {
            hasher.utf8(buf, at, length);
        } else {
            hasher.value(read(buf, at, length));
        }
    }
}
