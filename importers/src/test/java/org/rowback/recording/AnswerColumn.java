package org.rowback.recording;

/// A column as the answers of a recording know it: its name, how its value is written there, and its full type.
///
/// | kind | expression asked of the server | written as |
/// |---|---|---|
/// | `number` | the value plus 0 | decimal digits |
/// | `float` | the value times 1e0 | shortest digits of the 64-bit float |
/// | `bits` | the value as unsigned integer | decimal digits |
/// | `time` | the value as CHAR, session in UTC | text |
/// | `text` | HEX(raw bytes), HEX(converted to utf8mb4) | `RAW` where both are the same, else `RAW:UTF8` |
/// | `bytes` | HEX | hex |
/// | `label` | index (ENUM) or bits (SET), HEX(label as utf8mb4) | `INDEX:HEX` |
/// | `json` | HEX(the document as utf8mb4 text) | hex |
/// | `plain` | the value as CHAR (UUID, INET4, INET6) | text |
///
/// NULL is `\N` in each.
public record AnswerColumn(String name, String kind, String type) {
    static AnswerColumn of(String name, String dataType, String columnType) {
        String kind =
                switch (dataType) {
                    case "float", "double" -> "float";
                    case "bit" -> "bits";
                    case "date", "time", "datetime", "timestamp" -> "time";
                    case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> "text";
                    case "enum", "set" -> "label";
                    case "json" -> "json";
                    case "uuid", "inet4", "inet6" -> "plain";
                    case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" ->
                            "number";
                    default -> "bytes";
                };
        return new AnswerColumn(name, kind, columnType);
    }

    /// What to ask the server for.
    String expression() {
        String column = "`" + name + "`";
        String utf8 = "HEX(CONVERT(" + column + " USING utf8mb4))";
        return switch (kind) {
            case "number" -> "CAST(" + column + "+0 AS CHAR)";
            case "float" -> column + "*1e0";
            case "bits" -> "CAST(CAST(" + column + "+0 AS UNSIGNED) AS CHAR)";
            case "time", "plain" -> "CAST(" + column + " AS CHAR)";
            case "text" ->
                    "IF(HEX("
                            + column
                            + ")="
                            + utf8
                            + ",HEX("
                            + column
                            + "),CONCAT(HEX("
                            + column
                            + "),':',"
                            + utf8
                            + "))";
            case "label" -> "CONCAT(CAST(" + column + " AS UNSIGNED),':'," + utf8 + ")";
            case "json" -> "HEX(CAST(" + column + " AS CHAR CHARACTER SET utf8mb4))";
            default -> "HEX(" + column + ")";
        };
    }

    public String header() {
        return name + "|" + kind + "|" + type;
    }

    static AnswerColumn parse(String header) {
        String[] parts = header.split("\\|", 3);
        return new AnswerColumn(parts[0], parts[1], parts[2]);
    }
}
