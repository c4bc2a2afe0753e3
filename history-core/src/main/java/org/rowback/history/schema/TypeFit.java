package org.rowback.history.schema;

import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a defined column can be the one that was logged: everything that the log proves of it is compared, nothing
/// that it leaves open.
final class TypeFit {
    /// How a type lies in the row, where that is more than its family says. Types of one class cannot be told apart by
    /// the layout; types of different classes are never the same column.
    private static final Map<String, String> STORAGE =
            Map.ofEntries(
                    Map.entry("tinyint", "1-byte integer"),
                    Map.entry("smallint", "2-byte integer"),
                    Map.entry("mediumint", "3-byte integer"),
                    Map.entry("int", "4-byte integer"),
                    Map.entry("bigint", "8-byte integer"),
                    Map.entry("char", "fixed string"),
                    Map.entry("binary", "fixed string"),
                    Map.entry("uuid", "fixed string"),
                    Map.entry("inet4", "fixed string"),
                    Map.entry("inet6", "fixed string"),
                    Map.entry("varchar", "variable string"),
                    Map.entry("varbinary", "variable string"),
                    Map.entry("tinytext", "string of up to 255 bytes outside the row"),
                    Map.entry("tinyblob", "string of up to 255 bytes outside the row"),
                    Map.entry("text", "string of up to 64 KiB outside the row"),
                    Map.entry("blob", "string of up to 64 KiB outside the row"),
                    Map.entry("mediumtext", "string of up to 16 MiB outside the row"),
                    Map.entry("mediumblob", "string of up to 16 MiB outside the row"),
                    Map.entry("longtext", "string of up to 4 GiB outside the row"),
                    Map.entry("longblob", "string of up to 4 GiB outside the row"));

    private TypeFit() {}

    /// Why the defined column cannot be the logged one; empty where it can.
    static Optional<String> misfit(Column logged, Column defined) {
        ColumnType log = logged.type();
        ColumnType def = asLogged(log, defined.type());
        if (log.family() == Family.UNKNOWN || def.family() == Family.UNKNOWN) {
            return Optional.empty();
        }
        boolean stated = logged.typeFrom() == Knowledge.LOG_METADATA;
        String logStorage = STORAGE.get(word(log));
        String defStorage = STORAGE.get(word(def));
        if (logStorage != null && defStorage != null && !logStorage.equals(defStorage)) {
            return differs(defined, def, logStorage);
        }
        if (!sameFamily(log.family(), def.family(), stated)) {
            return differs(defined, def, log.family().name().toLowerCase(java.util.Locale.ROOT));
        }
        boolean sized =
                log.family() == Family.DECIMAL
                        || log.family() == Family.BIT
                        || (log.family() == Family.VECTOR && !log.sql().equals("vector"));
        if (sized && !log.sql().equals("?") && !arguments(log).equals(arguments(def))) {
            return differs(defined, def, log.sql());
        }
        // MariaDB's old temporal layouts show no fraction digits.
        boolean digitsShown = stated || log.digits() > 0;
        if (isFractional(log.family()) && digitsShown && log.digits() != def.digits()) {
            return differs(defined, def, log.sql());
        }
        if (!stated) {
            return Optional.empty();
        }
        if (isNumeric(log.family()) && log.unsigned() != def.unsigned()) {
            return differs(defined, def, log.unsigned() ? "unsigned" : "signed");
        }
        if (differ(log.charset(), def.charset())) {
            return differs(defined, def, "in " + log.charset());
        }
        if (!log.members().isEmpty()
                && !def.members().isEmpty()
                && !log.members().equals(def.members())) {
            return differs(defined, def, log.sql());
        }
        return Optional.empty();
    }

    /// What the definition says, in the log's terms: MariaDB's JSON is LONGTEXT, MySQL's is a type of its own.
    static ColumnType asLogged(ColumnType logged, ColumnType defined) {
        if (defined.family() == Family.JSON
                && (logged.family() == Family.TEXT || logged.family() == Family.BINARY)) {
            return new ColumnType("longtext", Family.TEXT, false, "utf8mb4", List.of(), 0);
        }
        return defined;
    }

    /// Whether two charsets are known and are not one.
    private static boolean differ(String a, String b) {
        return !a.isEmpty() && !b.isEmpty() && !canonical(a).equals(canonical(b));
    }

    private static String canonical(String charset) {
        return charset.equals("utf8") ? "utf8mb3" : charset;
    }

    private static Optional<String> differs(Column defined, ColumnType type, String logged) {
        return Optional.of(
                "column %s is defined as %s but was logged as %s"
                        .formatted(defined.name(), type.sql(), logged));
    }

    private static boolean sameFamily(Family log, Family def, boolean stated) {
        if (log == def) {
            return true;
        }
        if (isString(log) && isString(def)) {
            // TEXT and BINARY are one layout; metadata names the charset and so tells them apart.
            boolean apart = stated && log != Family.OTHER && def != Family.OTHER;
            return !apart || !isPlain(log) || !isPlain(def);
        }
        return isInteger(log) && isInteger(def);
    }

    private static boolean isPlain(Family family) {
        return family == Family.TEXT || family == Family.BINARY;
    }

    private static boolean isString(Family family) {
        return switch (family) {
            case TEXT, BINARY, INET, UUID, VECTOR, OTHER -> true;
            case INTEGER,
                    DECIMAL,
                    FLOAT,
                    DOUBLE,
                    BIT,
                    YEAR,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP,
                    ENUM,
                    SET,
                    JSON,
                    GEOMETRY,
                    BOOLEAN,
                    UNKNOWN ->
                    false;
        };
    }

    private static boolean isInteger(Family family) {
        return family == Family.INTEGER || family == Family.BOOLEAN;
    }

    private static boolean isNumeric(Family family) {
        return isInteger(family)
                || family == Family.DECIMAL
                || family == Family.FLOAT
                || family == Family.DOUBLE;
    }

    private static boolean isFractional(Family family) {
        return family == Family.TIME || family == Family.DATETIME || family == Family.TIMESTAMP;
    }

    /// The type's name without arguments and attributes.
    private static String word(ColumnType type) {
        String sql = type.sql();
        int end = 0;
        while (end < sql.length() && Character.isLetterOrDigit(sql.charAt(end))) {
            end++;
        }
        return sql.substring(0, end);
    }

    /// `(10,2)`, or empty.
    private static String arguments(ColumnType type) {
        int open = type.sql().indexOf('(');
        int close = type.sql().indexOf(')', Math.max(open, 0));
        return open < 0 || close < 0 ? "" : type.sql().substring(open, close + 1).replace(" ", "");
    }
}
