package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DECIMAL of tables made before MySQL 5.0: characters, padded with blanks on the left (MySQL 5.1 `sql/field.cc`,
/// `Field_decimal`). Their count is the precision, one for the sign of a column that is not unsigned, and one for
/// the point where there is a scale; the log does not say it.
final class OldDecimals {
    private static final Pattern DECLARED = Pattern.compile("\\((\\d+)(?:,\\s*(\\d+))?\\)");

    private OldDecimals() {}

    /// How many characters a column of a declared type takes, 0 where the declaration does not say.
    static int storedBytes(ColumnType type) {
        Matcher declared = DECLARED.matcher(type.sql());
        if (!declared.find() || declared.group(1).length() > 2) {
            return 0;
        }
        int scale = declared.group(2) == null ? 0 : Integer.parseInt(declared.group(2));
        return Integer.parseInt(declared.group(1))
                + (type.unsigned() ? 0 : 1)
                + (scale > 0 ? 1 : 0);
    }

    static ColumnValue read(byte[] buf, int at, int length) throws Malformed {
        String digits = new String(buf, at, length, StandardCharsets.ISO_8859_1).strip();
        if (!digits.matches("[+-]?\\d{1,80}(\\.\\d{0,40})?|[+-]?\\.\\d{1,40}")) {
            throw new Malformed("a DECIMAL of the old format holds '" + digits + "'");
        }
        return new Datum.DecimalDatum(new BigDecimal(digits));
    }
}
