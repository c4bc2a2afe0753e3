package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// MariaDB's INET4 and INET6 (10.5 to 12 `plugin/type_inet`): 4 or 16 bytes in network order, zeros at the end may
/// be left off. Printed as the server does (`sql/sql_inet.cc` there: RFC 5952 but for two things: a single zero group
/// is shortened too, and IPv4-compatible and -mapped addresses end in dotted form).
final class InetReader extends ColumnReader {
    private final int size;

    InetReader(int size) {
        this.size = size;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        if (length > size) {
            throw new Malformed("an INET" + (size == 4 ? 4 : 6) + " takes " + length + " bytes");
        }
        byte[] address = Arrays.copyOf(Arrays.copyOfRange(buf, at, at + length), size);
        String text = size == 4 ? dotted(address, 0) : colons(address);
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.US_ASCII)), "ascii");
    }

    private static String dotted(byte[] address, int from) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < from + 4; i++) {
            out.append(i > from ? "." : "").append(address[i] & 0xFF);
        }
        return out.toString();
    }

    private static String colons(byte[] address) {
        int[] groups = new int[8];
        Arrays.setAll(groups, i -> (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF));
        int gap = 0;
        int gapLength = 0;
        for (int i = 0; i < 8; i++) {
            int n = 0;
            while (i + n < 8 && groups[i + n] == 0) {
                n++;
            }
            if (n > gapLength) {
                gap = i;
                gapLength = n;
            }
        }
        boolean compatible = gap == 0 && gapLength == 6;
        boolean mapped = gap == 0 && gapLength == 5 && groups[5] == 0xFFFF;
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (gapLength > 0 && i == gap) {
                out.append("::");
                i += gapLength - 1;
            } else if (i == 6 && (compatible || mapped)) {
                return separated(out).append(dotted(address, 12)).toString();
            } else {
                separated(out).append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    private static StringBuilder separated(StringBuilder out) {
        return out.isEmpty() || out.charAt(out.length() - 1) == ':' ? out : out.append(':');
    }
}
