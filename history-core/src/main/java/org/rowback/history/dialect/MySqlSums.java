package org.rowback.history.dialect;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Check values on MySQL and MariaDB, in the user variables `@rowback_sum0` and so on.
///
/// Left out: FLOAT, DOUBLE (printed rounded), JSON of MySQL (printed anew), geometry, vectors, UUID and INET, members
/// of an ENUM or SET that the schema does not name. MySQL 9.6 and later have no MD5 of their own any more.
final class MySqlSums implements RowSums {
    private final Expressions sql;
    private final MySqlValues values;

    MySqlSums(Expressions sql, MySqlValues values) {
        this.sql = sql;
        this.values = values;
    }

    @Override
    public Optional<Part> cell(Cell cell) {
        Column column = cell.column();
        String name = sql.quoted(cell.name());
        Optional<Part> part =
                cell.value() instanceof ColumnValue.SqlNull
                        ? Optional.of(new Part("'?'", "N"))
                        : datum(name, column, cell.value())
                                .map(p -> new Part(p.expression(), "V" + p.expected()));
        return part.map(
                p ->
                        new Part(
                                "IF("
                                        + name
                                        + " IS NULL, 'N', CONCAT('V', "
                                        + p.expression()
                                        + "))",
                                p.expected()));
    }

    private Optional<Part> datum(String name, Column column, ColumnValue value) {
        Family family = column.type().family();
        return switch (value) {
            case Datum.IntegerDatum d when family == Family.INTEGER ->
                    whole(name, column, d.text());
            case Datum.DecimalDatum d when family == Family.INTEGER ->
                    whole(name, column, d.text());
            case Datum.IntegerDatum d when family == Family.YEAR -> chars(name, year(d));
            case Datum.DecimalDatum d when isPlainDecimal(column, d) ->
                    chars(
                            name,
                            d.value()
                                    .setScale(column.type().digits(), RoundingMode.UNNECESSARY)
                                    .toPlainString());
            case Datum.BitDatum d ->
                    Optional.of(
                            new Part(
                                    "CAST(CAST(%s AS UNSIGNED) AS CHAR)".formatted(name),
                                    Long.toUnsignedString(d.bits())));
            case Datum.DateDatum d -> chars(name, d.text());
            case Datum.TimeDatum d -> chars(name, d.text());
            case Datum.DateTimeDatum d -> chars(name, d.text());
            case Datum.TimestampDatum d -> chars(name, d.text());
            case Datum.EnumDatum d when d.labelKnown() -> chars(name, d.label());
            case Datum.SetDatum d when d.labelsKnown() -> chars(name, d.text());
            case Datum.TextDatum d when family == Family.TEXT -> text(name, column, d);
            case Datum.BinaryDatum d when family == Family.BINARY ->
                    digest(name, MySqlValues.padded(column, d.bytes()));
            default -> Optional.empty();
        };
    }

    private static boolean isPlainDecimal(Column column, Datum.DecimalDatum value) {
        return column.type().family() == Family.DECIMAL
                && !column.type().sql().contains("zerofill")
                && value.value().stripTrailingZeros().scale() <= column.type().digits();
    }

    private static String year(Datum.IntegerDatum year) {
        return year.value() == 0 ? "0000" : year.text();
    }

    /// Without the zeros that ZEROFILL prints.
    private static Optional<Part> whole(String name, Column column, String text) {
        return Optional.of(
                new Part(
                        "CAST(CAST(%s AS %s) AS CHAR)"
                                .formatted(name, column.type().unsigned() ? "UNSIGNED" : "SIGNED"),
                        text));
    }

    private static Optional<Part> chars(String name, String text) {
        return Optional.of(new Part("CAST(" + name + " AS CHAR)", text));
    }

    private Optional<Part> text(String name, Column column, Datum.TextDatum value) {
        return values.isConverted(column, value)
                ? digest(
                        "CONVERT(" + name + " USING utf8mb4)",
                        Bytes.of(value.text().getBytes(StandardCharsets.UTF_8)))
                : digest(name, value.raw());
    }

    private static Optional<Part> digest(String expression, Bytes bytes) {
        return Optional.of(
                new Part("SHA2(CAST(" + expression + " AS BINARY), 256)", TableSum.sha256(bytes)));
    }

    @Override
    public String begin(int tables) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            text.append("SET @rowback_sum").append(i).append(" = 0;\n");
        }
        return text.toString();
    }

    @Override
    public String add(int table, Undo undo, List<Part> parts) {
        String sum = "@rowback_sum" + table;
        return "SET "
                + sum
                + " = ("
                + sum
                + " + COALESCE((SELECT CAST(CONV(LEFT(SHA2(CONCAT_WS(',', "
                + parts.stream().map(Part::expression).collect(Collectors.joining(",\n    "))
                + "), 256), 12), 16, 10) AS UNSIGNED)\n  FROM "
                + sql.quoted(undo.table())
                + " WHERE "
                + String.join(" AND ", RowConditions.keyAfter(sql, undo))
                + " LIMIT 1), 0)) % "
                + MODULUS
                + ";\n";
    }

    @Override
    public String end(List<TableSum> sums) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sums.size(); i++) {
            TableSum sum = sums.get(i);
            text.append("SELECT ")
                    .append(MySqlText.literal(sum.table().toString()))
                    .append(" AS `table`, ")
                    .append(sum.rows())
                    .append(" AS `rows`, ")
                    .append(sum.sum())
                    .append(" AS expected, @rowback_sum")
                    .append(i)
                    .append(" AS found, IF(@rowback_sum")
                    .append(i)
                    .append(" = ")
                    .append(sum.sum())
                    .append(", 'same', 'DIFFERS') AS checksum;\n");
        }
        return text.toString();
    }
}
