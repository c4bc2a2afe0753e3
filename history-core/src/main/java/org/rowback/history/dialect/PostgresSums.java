package org.rowback.history.dialect;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Check values on PostgreSQL, in the settings `rowback.sum0` and so on. Floats and numeric's NaN and infinities are left
/// out.
final class PostgresSums implements RowSums {
    private final Expressions sql;

    PostgresSums(Expressions sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Part> cell(Cell cell) {
        String name = sql.quoted(cell.name());
        Optional<Part> part =
                switch (cell.value()) {
                    case ColumnValue.SqlNull _ -> Optional.of(new Part("'?'", "N"));
                    case Datum.FloatDatum _, Datum.DoubleDatum _ -> Optional.empty();
                    case Datum.BinaryDatum d when cell.column().type().family() == Family.BINARY ->
                            Optional.of(new Part(sha256(name), "V" + TableSum.sha256(d.bytes())));
                    case Datum d ->
                            Optional.of(printed(name, PostgresLiterals.text(d, cell.column())));
                    case ColumnValue.NotLogged _, ColumnValue.Undecodable _ -> Optional.empty();
                };
        return part.map(
                p ->
                        new Part(
                                "CASE WHEN "
                                        + name
                                        + " IS NULL THEN 'N' ELSE 'V' || "
                                        + p.expression()
                                        + " END",
                                p.expected()));
    }

    private static Part printed(String name, String text) {
        return new Part(
                sha256("pg_catalog.convert_to(" + name + "::text, 'UTF8')"),
                "V" + TableSum.sha256(Bytes.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String sha256(String bytes) {
        return "pg_catalog.encode(pg_catalog.sha256(" + bytes + "), 'hex')";
    }

    @Override
    public String begin(int tables) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            text.append("SET LOCAL rowback.sum").append(i).append(" = '0';\n");
        }
        return text.toString();
    }

    @Override
    public String add(int table, Undo undo, List<Part> parts) {
        String setting = "'rowback.sum" + table + "'";
        return PostgresText.block(
                "",
                "  PERFORM pg_catalog.set_config("
                        + setting
                        + ", ((pg_catalog.current_setting("
                        + setting
                        + ")::bigint + COALESCE((SELECT ('x' ||"
                        + " pg_catalog.substr("
                        + sha256(
                                "pg_catalog.convert_to(pg_catalog.concat_ws(',', "
                                        + parts.stream()
                                                .map(Part::expression)
                                                .collect(Collectors.joining(",\n    "))
                                        + "), 'UTF8')")
                        + ", 1, 12))::bit(48)::bigint\n  FROM "
                        + sql.quoted(undo.table())
                        + " WHERE "
                        + String.join(" AND ", RowConditions.keyAfter(sql, undo))
                        + " LIMIT 1), 0)) % "
                        + MODULUS
                        + ")::text, true);\n");
    }

    @Override
    public String end(List<TableSum> sums) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sums.size(); i++) {
            TableSum sum = sums.get(i);
            String found = "pg_catalog.current_setting('rowback.sum" + i + "')";
            text.append("SELECT ")
                    .append(PostgresText.literal(sum.table().toString()))
                    .append(" AS \"table\", ")
                    .append(sum.rows())
                    .append(" AS \"rows\", ")
                    .append(sum.sum())
                    .append(" AS expected, ")
                    .append(found)
                    .append(" AS found, CASE WHEN ")
                    .append(found)
                    .append(" = '")
                    .append(sum.sum())
                    .append("' THEN 'same' ELSE 'DIFFERS' END AS checksum;\n");
        }
        return text.toString();
    }
}
