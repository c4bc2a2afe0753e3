package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.mysql.row.charset.Charsets;
import org.rowback.importers.mysql.row.charset.Collations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a row layout alone says of a table: types as far as the table map tells, names and key where it has them.
final class LayoutSchema {
    private static final List<String> GEOMETRIES =
            List.of(
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection");

    private final TableMap map;
    private final TableMetadata metadata;

    private LayoutSchema(TableMap map) {
        this.map = map;
        this.metadata = map.metadata();
    }

    static SchemaVersion of(RowLayout layout) {
        return new LayoutSchema(layout.map()).describe(layout.columns());
    }

    private SchemaVersion describe(List<WireColumn> wires) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            columns.add(column(wires.get(i), i));
        }
        List<String> key =
                Arrays.stream(metadata.primaryKey()).mapToObj(i -> columns.get(i).name()).toList();
        return new SchemaVersion(
                map.table(),
                columns,
                key,
                List.of(),
                List.of(),
                key.isEmpty() ? Knowledge.LAYOUT : Knowledge.LOG_METADATA,
                metadata.names().isEmpty() ? "row layout" : "table map with metadata");
    }

    private Column column(WireColumn wire, int i) {
        boolean named = !metadata.names().isEmpty();
        return new Column(
                named ? metadata.names().get(i) : "@" + (i + 1),
                named ? Knowledge.LOG_METADATA : Knowledge.LAYOUT,
                type(wire, i),
                isExact(wire, i) ? Knowledge.LOG_METADATA : Knowledge.LAYOUT,
                map.nullable().get(i),
                isPeriod(wire, i) ? Generated.SYSTEM_VERSIONING : Generated.NO,
                metadata.isInvisible(i) || isPeriod(wire, i));
    }

    /// Whether the column is one of the two that MariaDB adds to a system-versioned table and hides: the last ones,
    /// by their names, as times or as transaction numbers.
    private boolean isPeriod(WireColumn wire, int i) {
        int fromEnd = map.columns().size() - i;
        boolean stored =
                (wire.type() == WireType.TIMESTAMP2 && wire.length() == 6)
                        || wire.type() == WireType.LONGLONG;
        if (!map.mariaDb() || fromEnd > 2 || !stored || metadata.names().isEmpty()) {
            return false;
        }
        List<String> names = metadata.names();
        return names.getLast().equals("row_end")
                && names.size() > 2
                && names.get(names.size() - 2).equals("row_start");
    }

    /// Whether the log says all of the type that reading and writing values needs.
    private boolean isExact(WireColumn wire, int i) {
        if (wire.isNumeric()) {
            return metadata.signednessKnown();
        }
        if (wire.isCharacter()) {
            return metadata.collation(i) != 0;
        }
        if (wire.isEnumOrSet()) {
            return !metadata.membersOf(i).isEmpty();
        }
        return switch (wire.type()) {
            case WireType.GEOMETRY -> metadata.geometryType(i) >= 0;
            case WireType.VECTOR -> metadata.dimension(i) > 0;
            case WireType.TIME, WireType.DATETIME, WireType.TIMESTAMP ->
                    !map.mariaDb() || wire.length() > 0;
            case WireType.DECIMAL -> false;
            default -> !wire.array();
        };
    }

    private ColumnType type(WireColumn wire, int i) {
        if (wire.array()) {
            return simple("json", Family.JSON);
        }
        boolean unsigned = metadata.unsigned().get(i);
        return switch (wire.type()) {
            case WireType.TINY -> integer("tinyint", unsigned);
            case WireType.SHORT -> integer("smallint", unsigned);
            case WireType.INT24 -> integer("mediumint", unsigned);
            case WireType.LONG -> integer("int", unsigned);
            case WireType.LONGLONG -> integer("bigint", unsigned);
            case WireType.YEAR -> simple("year", Family.YEAR);
            case WireType.FLOAT -> number("float", Family.FLOAT, unsigned, 0);
            case WireType.DOUBLE -> number("double", Family.DOUBLE, unsigned, 0);
            case WireType.DECIMAL -> simple("decimal", Family.DECIMAL);
            case WireType.NEWDECIMAL ->
                    number(
                            "decimal(" + wire.length() + "," + wire.scale() + ")",
                            Family.DECIMAL,
                            unsigned,
                            wire.scale());
            case WireType.DATE, WireType.NEWDATE -> simple("date", Family.DATE);
            case WireType.TIME, WireType.TIME2 -> temporal("time", Family.TIME, wire.length());
            case WireType.DATETIME, WireType.DATETIME2 ->
                    temporal("datetime", Family.DATETIME, wire.length());
            case WireType.TIMESTAMP, WireType.TIMESTAMP2 ->
                    temporal("timestamp", Family.TIMESTAMP, wire.length());
            case WireType.BIT -> simple("bit(" + wire.length() + ")", Family.BIT);
            case WireType.ENUM -> members("enum", Family.ENUM, i);
            case WireType.SET -> members("set", Family.SET, i);
            case WireType.JSON -> simple("json", Family.JSON);
            case WireType.GEOMETRY ->
                    simple(
                            GEOMETRIES.get(Math.clamp(metadata.geometryType(i), 0, 7)),
                            Family.GEOMETRY);
            case WireType.VECTOR ->
                    simple(
                            metadata.dimension(i) > 0
                                    ? "vector(" + metadata.dimension(i) + ")"
                                    : "vector",
                            Family.VECTOR);
            default -> wire.isCharacter() ? characters(wire, i) : ColumnType.UNKNOWN;
        };
    }

    private ColumnType characters(WireColumn wire, int i) {
        String charset = Collations.charset(metadata.collation(i));
        boolean binary = charset.equals("binary");
        boolean known = !charset.isEmpty();
        int characters = wire.length() / Charsets.bytesPerCharacter(charset);
        String sql =
                switch (wire.type()) {
                    case WireType.STRING -> sized(known, binary, "binary", "char", characters);
                    case WireType.VARCHAR, WireType.VAR_STRING ->
                            sized(known, binary, "varbinary", "varchar", characters);
                    // One byte of the declared length is the header's.
                    case WireType.VARCHAR_COMPRESSED ->
                            sized(known, binary, "varbinary", "varchar", characters)
                                    + " compressed";
                    case WireType.BLOB_COMPRESSED ->
                            blob(known, binary, wire.length()) + " compressed";
                    default -> blob(known, binary, wire.length());
                };
        Family family = !known ? Family.UNKNOWN : binary ? Family.BINARY : Family.TEXT;
        return new ColumnType(sql, family, false, binary ? "" : charset, List.of(), 0);
    }

    private static String sized(
            boolean known, boolean isBinary, String binary, String text, int length) {
        return known
                ? (isBinary ? binary : text) + "(" + length + ")"
                : text + " or " + binary + " of " + length + " bytes";
    }

    private static String blob(boolean known, boolean binary, int lengthBytes) {
        String size =
                switch (lengthBytes) {
                    case 1 -> "tiny";
                    case 3 -> "medium";
                    case 4 -> "long";
                    default -> "";
                };
        return known ? size + (binary ? "blob" : "text") : size + "text or " + size + "blob";
    }

    private static ColumnType integer(String sql, boolean unsigned) {
        return number(sql, Family.INTEGER, unsigned, 0);
    }

    private static ColumnType number(String sql, Family family, boolean unsigned, int digits) {
        return new ColumnType(
                unsigned ? sql + " unsigned" : sql, family, unsigned, "", List.of(), digits);
    }

    private static ColumnType simple(String sql, Family family) {
        return new ColumnType(sql, family, false, "", List.of(), 0);
    }

    private static ColumnType temporal(String sql, Family family, int digits) {
        return new ColumnType(
                digits > 0 ? sql + "(" + digits + ")" : sql, family, false, "", List.of(), digits);
    }

    private ColumnType members(String kind, Family family, int i) {
        String charset = Collations.charset(metadata.collation(i));
        List<String> labels = new ArrayList<>();
        StringBuilder sql = new StringBuilder(kind);
        for (Bytes label : metadata.membersOf(i)) {
            String text = label(label, charset);
            labels.add(text);
            sql.append(sql.length() == kind.length() ? "('" : ",'")
                    .append(text.replace("'", "''"))
                    .append('\'');
        }
        if (!labels.isEmpty()) {
            sql.append(')');
        }
        return new ColumnType(
                sql.toString(), family, false, charset.equals("binary") ? "" : charset, labels, 0);
    }

    private static String label(Bytes label, String charset) {
        return Charsets.decoder(charset)
                .map(decoder -> decoder.decode(label.array(), 0, label.length()))
                .orElseGet(() -> new String(label.array(), StandardCharsets.UTF_8));
    }
}
