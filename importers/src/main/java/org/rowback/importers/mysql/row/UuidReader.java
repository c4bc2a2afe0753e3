package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// MariaDB's UUID (10.7 to 12 `plugin/type_uuid/sql_type_uuid.h`): 16 bytes in printed order, whatever the order in
/// the table's own storage; zeros at the end are left off.
final class UuidReader extends ColumnReader {
    private static final int SIZE = 16;

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        if (length > SIZE) {
            throw new Malformed("a UUID takes " + length + " bytes");
        }
        byte[] bytes = Arrays.copyOf(Arrays.copyOfRange(buf, at, at + length), SIZE);
        String hex = HexFormat.of().formatHex(bytes);
        String text =
                String.join(
                        "-",
                        hex.substring(0, 8),
                        hex.substring(8, 12),
                        hex.substring(12, 16),
                        hex.substring(16, 20),
                        hex.substring(20));
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.US_ASCII)), "ascii");
    }
}
