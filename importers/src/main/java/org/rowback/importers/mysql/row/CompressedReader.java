package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnValue;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// MariaDB's COMPRESSED columns (10.3 to 12 `sql/field.cc`, `Field_longstr::compress`).
///
/// | part | bytes |
/// |---|---|
/// | header | 1: high half the method (0 none, 8 deflate; lowest of these bits: 1 wrapped by zlib's header), low half how many bytes the next part has |
/// | length | 0 to 4, big-endian: bytes when inflated |
/// | content | the rest |
///
/// An empty value has no header.
final class CompressedReader extends ColumnReader {
    private static final int MOST_BYTES = 1 << 30;

    private final ColumnReader inner;

    CompressedReader(ColumnReader inner) {
        this.inner = inner;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        if (length == 0) {
            return inner.read(buf, at, 0);
        }
        int header = buf[at] & 0xFF;
        if (header == 0) {
            return inner.read(buf, at + 1, length - 1);
        }
        int lengthBytes = header & 7;
        if (header >> 4 != 8 || lengthBytes == 0 || lengthBytes > 4 || 1 + lengthBytes > length) {
            throw new Malformed(
                    "a compressed column begins with the unknown header 0x"
                            + Integer.toHexString(header));
        }
        long size = LittleEndian.bigUnsigned(buf, at + 1, lengthBytes);
        int skipped = 1 + lengthBytes;
        boolean wrapped = (header & 8) == 0;
        byte[] content = inflate(buf, at + skipped, length - skipped, size, wrapped);
        return inner.read(content, 0, content.length);
    }

    private static byte[] inflate(byte[] buf, int at, int length, long size, boolean wrapped)
            throws Malformed {
        if (size > MOST_BYTES || size > 1100L * length) {
            throw new Malformed("a compressed column says it inflates to " + size + " bytes");
        }
        byte[] content = new byte[(int) size];
        try (Inflater inflater = new Inflater(!wrapped)) {
            inflater.setInput(buf, at, length);
            int done = 0;
            while (done < content.length) {
                int n = inflater.inflate(content, done, content.length - done);
                if (n == 0) {
                    throw new Malformed(
                            "a compressed column inflates to "
                                    + done
                                    + " bytes instead of "
                                    + size);
                }
                done += n;
            }
            return content;
        } catch (DataFormatException e) {
            throw new Malformed("a compressed column cannot be inflated: " + e.getMessage());
        }
    }
}
