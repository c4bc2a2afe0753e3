package org.rowback.importers.mysql.schema;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads a data type as it is declared into its normal form, which is what SHOW CREATE TABLE of MySQL 8 prints:
/// synonyms resolved, defaults of DECIMAL, CHAR, BINARY and BIT written out, display widths gone but for `tinyint(1)` and
/// ZEROFILL.
final class TypeReader {
    private static final long MAX_TINY = 255;
    private static final long MAX_SHORT = 65_535;
    private static final long MAX_MEDIUM = 16_777_215;

    private final Tokens tokens;
    private final Server server;
    private final String tableCharset;
    private final String collation;

    private boolean national;
    private String charset = "";
    private String ownCollation = "";
    private final List<String> arguments = new ArrayList<>();
    private boolean unsigned;
    private boolean zerofill;
    private boolean byteString;

    private TypeReader(Tokens tokens, Server server, String tableCharset, String collation) {
        this.tokens = tokens;
        this.server = server;
        this.tableCharset = tableCharset;
        this.collation = collation;
    }

    /// @param tokens of the type alone
    /// @param tableCharset what a character column takes that names none; empty where not known
    /// @param collation given behind the type, empty where none
    static ColumnType read(Tokens tokens, Server server, String tableCharset, String collation)
            throws DdlProblem {
        return new TypeReader(tokens, server, tableCharset, collation).read();
    }

    /// Whether a type stands for `bigint unsigned not null auto_increment unique`.
    static boolean isSerial(Tokens tokens) {
        return tokens.peek().is("SERIAL");
    }

    private ColumnType read() throws DdlProblem {
        String word = name();
        readArguments();
        readAttributes();
        return switch (word) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> integer(word);
            case "float", "double" -> floating(word);
            case "decimal" -> decimal();
            case "bit" -> plain("bit(" + argument(0, 1) + ")", Family.BIT);
            case "year" -> plain("year", Family.YEAR);
            case "date" -> plain("date", Family.DATE);
            case "time" -> temporal(word, Family.TIME);
            case "datetime" -> temporal(word, Family.DATETIME);
            case "timestamp" -> temporal(word, Family.TIMESTAMP);
            case "char", "varchar" -> string(word);
            case "binary" -> plain("binary(" + argument(0, 1) + ")", Family.BINARY);
            case "varbinary" -> plain("varbinary(" + argument(0, 0) + ")", Family.BINARY);
            case "tinytext", "mediumtext", "longtext" -> text(word);
            case "text" -> text(sized("text", argument(0, 0) * Charsets.maxBytes(resolved())));
            case "tinyblob", "mediumblob", "longblob" -> plain(word, Family.BINARY);
            case "blob" -> plain(sized("blob", argument(0, 0)), Family.BINARY);
            case "enum", "set" -> labels(word);
            case "json" -> json();
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon" ->
                    plain(word, Family.GEOMETRY);
            case "geomcollection", "geometrycollection" ->
                    plain(
                            server.isMariaDb() ? "geometrycollection" : "geomcollection",
                            Family.GEOMETRY);
            case "vector" -> plain("vector(" + argument(0, 2048) + ")", Family.VECTOR);
            case "inet4", "inet6" -> plain(word, Family.INET);
            case "uuid" -> plain("uuid", Family.UUID);
            case "xmltype" -> text("longtext");
            default -> throw new DdlProblem("the type " + word + " is not known");
        };
    }

    /// The type's name with synonyms resolved.
    private String name() {
        national = tokens.take("NATIONAL");
        String word = tokens.next().word();
        switch (word) {
            case "NCHAR" -> national = true;
            case "NVARCHAR" -> {
                national = true;
                return "varchar";
            }
            case "BOOL", "BOOLEAN" -> {
                arguments.add("1");
                return "tinyint";
            }
            case "SERIAL" -> {
                unsigned = true;
                return "bigint";
            }
            case "DOUBLE" -> tokens.take("PRECISION");
            case "LONG" -> {
                if (tokens.take("VARBINARY")) {
                    return "mediumblob";
                }
                if (!tokens.take("VARCHAR")) {
                    tokens.take("CHAR", "VARYING");
                }
                return "mediumtext";
            }
            default -> {}
        }
        if (tokens.take("VARYING") || tokens.take("VARCHAR") || tokens.take("VARCHARACTER")) {
            return "varchar";
        }
        return switch (word) {
            case "INTEGER", "INT4" -> "int";
            case "INT1" -> "tinyint";
            case "INT2" -> "smallint";
            case "INT3", "MIDDLEINT" -> "mediumint";
            case "INT8" -> "bigint";
            case "REAL", "FLOAT8" -> "double";
            case "FLOAT4" -> "float";
            case "DEC", "NUMERIC", "FIXED", "NUMBER" -> "decimal";
            case "CHARACTER", "NCHAR" -> "char";
            case "VARCHARACTER", "VARCHAR2" -> "varchar";
            case "CLOB" -> "longtext";
            case "RAW" -> "varbinary";
            default -> word.toLowerCase(Locale.ROOT);
        };
    }

    private void readArguments() {
        if (!tokens.takeSign('(')) {
            return;
        }
        while (tokens.peek().kind() != Tokens.Kind.END && !tokens.takeSign(')')) {
            if (!tokens.takeSign(',')) {
                arguments.add(tokens.next().text());
            }
        }
    }

    private void readAttributes() throws DdlProblem {
        while (tokens.peek().kind() != Tokens.Kind.END) {
            Tokens.Token token = tokens.next();
            switch (token.word()) {
                case "UNSIGNED" -> unsigned = true;
                case "ZEROFILL" -> {
                    zerofill = true;
                    unsigned = true;
                }
                case "SIGNED", "COMPRESSED", "BINARY" -> {}
                case "BYTE" -> byteString = true;
                case "ASCII" -> charset = "latin1";
                case "UNICODE" -> charset = "ucs2";
                case "CHARSET" -> charset = Charsets.canonical(tokens.next().text());
                case "CHARACTER", "CHAR" -> {
                    tokens.take("SET");
                    charset = Charsets.canonical(tokens.next().text());
                }
                case "COLLATE" -> ownCollation = tokens.next().text();
                default -> throw new DdlProblem("'" + token.text() + "' in a type is not known");
            }
        }
    }

    private ColumnType integer(String word) {
        StringBuilder sql = new StringBuilder(word);
        boolean flag = word.equals("tinyint") && arguments.equals(List.of("1"));
        if (zerofill) {
            sql.append('(')
                    .append(arguments.isEmpty() ? defaultWidth(word) : arguments.get(0))
                    .append(')');
        } else if (flag && !unsigned) {
            sql.append("(1)");
        }
        return new ColumnType(signed(sql), Family.INTEGER, unsigned, "", List.of(), 0);
    }

    private static String defaultWidth(String word) {
        return switch (word) {
            case "tinyint" -> "3";
            case "smallint" -> "5";
            case "mediumint" -> "8";
            case "int" -> "10";
            default -> "20";
        };
    }

    private ColumnType floating(String word) {
        String name = word;
        StringBuilder sql;
        int digits = 0;
        if (arguments.size() == 1) {
            name = word.equals("float") && argument(0, 0) > 24 ? "double" : word;
            sql = new StringBuilder(name);
        } else {
            sql = new StringBuilder(name);
            if (arguments.size() == 2) {
                sql.append('(')
                        .append(arguments.get(0))
                        .append(',')
                        .append(arguments.get(1))
                        .append(')');
                digits = (int) argument(1, 0);
            }
        }
        Family family = name.equals("float") ? Family.FLOAT : Family.DOUBLE;
        return new ColumnType(signed(sql), family, unsigned, "", List.of(), digits);
    }

    private ColumnType decimal() {
        long precision = argument(0, 10);
        long scale = argument(1, 0);
        StringBuilder sql =
                new StringBuilder("decimal(")
                        .append(precision == 0 ? 10 : precision)
                        .append(',')
                        .append(scale)
                        .append(')');
        return new ColumnType(signed(sql), Family.DECIMAL, unsigned, "", List.of(), (int) scale);
    }

    private String signed(StringBuilder sql) {
        if (unsigned) {
            sql.append(" unsigned");
        }
        if (zerofill) {
            sql.append(" zerofill");
        }
        return sql.toString();
    }

    private ColumnType temporal(String word, Family family) {
        int digits = (int) argument(0, 0);
        String sql = digits == 0 ? word : word + "(" + digits + ")";
        return new ColumnType(sql, family, false, "", List.of(), digits);
    }

    private ColumnType string(String word) {
        long length = argument(0, 1);
        String charset = resolved();
        if (byteString || charset.equals("binary")) {
            return plain(
                    (word.equals("char") ? "binary(" : "varbinary(") + length + ")", Family.BINARY);
        }
        return new ColumnType(word + "(" + length + ")", Family.TEXT, false, charset, List.of(), 0);
    }

    private ColumnType text(String word) {
        String charset = resolved();
        return byteString || charset.equals("binary")
                ? plain(word.replace("text", "blob"), Family.BINARY)
                : new ColumnType(word, Family.TEXT, false, charset, List.of(), 0);
    }

    private ColumnType labels(String word) {
        List<String> labels = arguments.stream().map(TypeReader::withoutTrailingSpaces).toList();
        String list = String.join(",", labels.stream().map(Quoting::quote).toList());
        return new ColumnType(
                word + "(" + list + ")",
                word.equals("enum") ? Family.ENUM : Family.SET,
                false,
                resolved(),
                labels,
                0);
    }

    /// The server cuts them off a label's end.
    private static String withoutTrailingSpaces(String label) {
        int end = label.length();
        while (end > 0 && label.charAt(end - 1) == ' ') {
            end--;
        }
        return label.substring(0, end);
    }

    private ColumnType json() {
        return server.isMariaDb()
                ? new ColumnType("longtext", Family.TEXT, false, "utf8mb4", List.of(), 0)
                : plain("json", Family.JSON);
    }

    /// The smallest of the four sizes that holds as many bytes; 0 for the plain one.
    static String sized(String plain, long bytes) {
        if (bytes == 0) {
            return plain;
        }
        if (bytes <= MAX_TINY) {
            return "tiny" + plain;
        }
        if (bytes <= MAX_SHORT) {
            return plain;
        }
        return (bytes <= MAX_MEDIUM ? "medium" : "long") + plain;
    }

    private String resolved() {
        if (byteString) {
            return "binary";
        }
        if (!charset.isEmpty()) {
            return charset;
        }
        String named = ownCollation.isEmpty() ? collation : ownCollation;
        String fromCollation = named.isEmpty() ? "" : Charsets.ofCollation(named);
        if (!fromCollation.isEmpty()) {
            return fromCollation;
        }
        return national ? "utf8mb3" : tableCharset;
    }

    private long argument(int index, long otherwise) {
        return arguments.size() > index && arguments.get(index).matches("\\d{1,18}")
                ? Long.parseLong(arguments.get(index))
                : otherwise;
    }

    private static ColumnType plain(String sql, Family family) {
        return new ColumnType(sql, family, false, "", List.of(), 0);
    }
}
