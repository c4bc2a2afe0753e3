package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.importers.mysql.row.charset.TextDecoder;

/// Characters in a known character set.
final class TextReader extends ColumnReader {
    private final TextDecoder decoder;
    private final String charset;

    TextReader(TextDecoder decoder, String charset) {
        this.decoder = decoder;
        this.charset = charset;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) {
        return new Datum.TextDatum(
                decoder.decode(buf, at, length), Bytes.copyOf(buf, at, length), charset);
    }

    @Override
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        if (decoder.isAsciiCompatible() && isAscii(buf, at, length)) {
            hasher.utf8(buf, at, length);
        } else {
            hasher.value(read(buf, at, length));
        }
    }

    static boolean isAscii(byte[] buf, int at, int length) {
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= buf[at + i];
        }
        return all >= 0;
    }
}
