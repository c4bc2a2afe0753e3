package org.rowback.history.simulation;

import org.rowback.history.dialect.Expressions;
import org.rowback.history.dialect.RowConditions;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.InPlace;
import org.rowback.history.revert.Undo;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Statements of a patch in SQLite's words, with the same conditions as in the server's. Values are kept in a form in
/// which those that are equal on the server are equal, and no two others are.
final class ScratchSql implements Expressions {
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final Function<TableName, ScratchTable> tables;
    private final ScratchTable table;

    ScratchSql(Function<TableName, ScratchTable> tables, TableName table) {
        this.tables = tables;
        this.table = tables.apply(table);
    }

    @Override
    public String quoted(TableName name) {
        return tables.apply(name).name();
    }

    @Override
    public String literal(Column column, ColumnValue value) {
        return literal(value);
    }

    @Override
    public String holds(Column column, ColumnValue value) {
        return table.column(column.name()) + " IS " + literal(value);
    }

    @Override
    public String holdsKey(Column column, ColumnValue value) {
        return holds(column, value);
    }

    @Override
    public String quoted(String identifier) {
        return table.column(identifier);
    }

    @Override
    public String changed(InPlace change) {
        return literal(change.after());
    }

    /// Rows are as the log leaves them.
    @Override
    public List<String> allows(InPlace change) {
        return List.of(holds(change.column(), change.before()));
    }

    @Override
    public List<String> shows(InPlace change) {
        return List.of(holds(change.column(), change.after()));
    }

    /// The statement.
    String write(Undo undo) {
        return switch (undo.kind()) {
            case UPDATE ->
                    "UPDATE "
                            + table.name()
                            + " SET "
                            + Stream.concat(
                                            undo.set().stream(),
                                            undo.inPlace().stream()
                                                    .map(c -> new Cell(c.column(), c.after())))
                                    .map(c -> table.column(c.name()) + " = " + literal(c.value()))
                                    .collect(Collectors.joining(", "))
                            + " WHERE "
                            + one(undo, RowConditions.before(this, undo));
            case DELETE -> {
                List<String> conditions = RowConditions.before(this, undo);
                undo.noChildren().forEach(r -> conditions.add(without(undo, r)));
                yield "DELETE FROM " + table.name() + " WHERE " + one(undo, conditions);
            }
            case INSERT -> insert(undo);
        };
    }

    /// Rows that stand in the way of a derived statement: it then does nothing.
    private String insert(Undo undo) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Cell cell : undo.set()) {
            if (!cell.column().isGenerated()) {
                names.add(table.column(cell.name()));
                values.add(literal(cell.value()));
            }
        }
        // Columns that did not exist when the row was written get what the server has for them.
        boolean isWhole =
                undo.schema().columns().stream()
                        .allMatch(
                                c ->
                                        c.isGenerated()
                                                || undo.setTo(c.name()).isPresent()
                                                || c.nullable());
        names.add("assumed");
        values.add(isWhole ? "0" : "1");
        String into =
                "INSERT INTO "
                        + table.name()
                        + " ("
                        + String.join(", ", names)
                        + ") SELECT "
                        + String.join(", ", values);
        return undo.derived() && !undo.isKeyless()
                ? into
                        + " WHERE NOT "
                        + RowConditions.exists(this, undo, RowConditions.key(this, undo))
                : into;
    }

    /// Of rows that cannot be told apart one is meant.
    private String one(Undo undo, List<String> conditions) {
        String all = String.join(" AND ", conditions);
        return undo.isKeyless()
                ? "rowid = (SELECT rowid FROM " + table.name() + " WHERE " + all + " LIMIT 1)"
                : all;
    }

    private String without(Undo undo, Undo.Reference reference) {
        ScratchTable child = tables.apply(reference.child());
        List<String> refers = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            refers.add(
                    "child."
                            + child.column(reference.columns().get(i))
                            + " = "
                            + literal(reference.values().get(i).value()));
        }
        if (reference.child().equals(undo.table())) {
            refers.add(
                    undo.key().stream()
                            .map(
                                    k ->
                                            "child."
                                                    + table.column(k.name())
                                                    + " IS "
                                                    + literal(k.value()))
                            .collect(Collectors.joining(" AND ", "NOT (", ")")));
        }
        return "NOT EXISTS (SELECT 1 FROM "
                + child.name()
                + " AS child WHERE "
                + String.join(" AND ", refers)
                + ")";
    }

    static String literal(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case Datum.IntegerDatum d -> Long.toString(d.value());
            case Datum.BooleanDatum d -> Integer.toString(d.number());
            case Datum.DecimalDatum d -> exact(d.value());
            case Datum.FloatDatum d -> floating(d.value());
            case Datum.DoubleDatum d -> floating(d.value());
            case Datum.TextDatum d -> text('T', d.text());
            case Datum.JsonDatum d -> text('T', d.text());
            case Datum.BinaryDatum d -> blob('B', d.bytes());
            case Datum.BitDatum d -> exact(new BigDecimal(Long.toUnsignedString(d.bits())));
            case Datum.EnumDatum d -> Long.toString(d.index());
            case Datum.SetDatum d -> exact(new BigDecimal(Long.toUnsignedString(d.bits())));
            case Datum.DateDatum d -> text('D', d.text());
            case Datum.TimeDatum d -> text('D', trimmed(d.text()));
            case Datum.DateTimeDatum d -> text('D', trimmed(d.text()));
            case Datum.TimestampDatum d -> text('D', trimmed(d.text()));
            case Datum.GeometryDatum d -> "x'%08x%s'".formatted(d.srid(), d.wkb().hex());
            case ColumnValue.NotLogged _ -> unknown();
            case ColumnValue.Undecodable _ -> unknown();
        };
    }

    /// What equals nothing.
    private static String unknown() {
        return "randomblob(20)";
    }

    private static String exact(BigDecimal number) {
        BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        boolean isLong = plain.scale() <= 0 && plain.abs().compareTo(LONG_MAX) <= 0;
        return isLong ? Long.toString(plain.longValueExact()) : "'N" + plain.toPlainString() + "'";
    }

    private static String floating(double value) {
        return "'F" + Long.toHexString(Double.doubleToLongBits(value)) + "'";
    }

    private static String text(char kind, String text) {
        boolean plain = text.chars().allMatch(c -> c >= 0x20 && c != '\'');
        return plain
                ? "'" + kind + text + "'"
                : blob(kind, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String blob(char kind, Bytes bytes) {
        return "x'" + Integer.toHexString(kind) + bytes.hex() + "'";
    }

    private static String trimmed(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        String cut = text.replaceFirst("0+$", "");
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
