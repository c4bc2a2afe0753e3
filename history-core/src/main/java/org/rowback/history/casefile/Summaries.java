package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.TableSummary;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A case and its tables in figures, from their rows.
final class Summaries {
    private Summaries() {}

    static CaseTotals totals(Db db) throws RowbackException.CaseFile {
        long[] sums =
                db.query(
                        "SELECT sum(events_read), sum(events_used), sum(events_set_aside),"
                                + " sum(content_offset) FROM source_row",
                        rows ->
                                rows.next()
                                        ? new long[] {
                                            rows.getLong(1),
                                            rows.getLong(2),
                                            rows.getLong(3),
                                            rows.getLong(4)
                                        }
                                        : new long[4]);
        return new CaseTotals(
                db.number("SELECT max(id) FROM transaction_row", 0),
                db.number(
                        "SELECT last_change FROM change_block ORDER BY first_change DESC LIMIT 1",
                        0),
                db.number("SELECT sum(inserts + updates + deletes) FROM table_row", 0),
                sums[0],
                sums[1],
                sums[2],
                db.number("SELECT count(*) FROM finding_row", 0),
                sums[3],
                db.number("SELECT commit_time_micros FROM transaction_row ORDER BY id LIMIT 1", 0),
                db.number(
                        "SELECT commit_time_micros FROM transaction_row ORDER BY id DESC LIMIT 1",
                        0));
    }

    static List<TableSummary> tables(Db db) throws RowbackException.CaseFile {
        return PagedCursor.rows(
                        db,
                        "SELECT r.id, r.database, r.name, r.inserts, r.updates, r.deletes,"
                                + " r.others, coalesce(f.commit_time_micros, 0),"
                                + " coalesce(l.commit_time_micros, 0) FROM table_row r LEFT JOIN"
                                + " transaction_row f ON f.id = r.first_transaction LEFT JOIN"
                                + " transaction_row l ON l.id = r.last_transaction",
                        row ->
                                new TableSummary(
                                        row.getInt(1),
                                        new TableName(row.getString(2), row.getString(3)),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6),
                                        row.getLong(7),
                                        row.getLong(8),
                                        row.getLong(9)))
                .stream()
                .sorted(Comparator.comparing(TableSummary::name))
                .toList();
    }

    static Optional<TableSummary> find(List<TableSummary> tables, TableName name) {
        String text = name.toString();
        Optional<TableSummary> exact =
                tables.stream().filter(t -> t.name().equals(name)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        Optional<TableSummary> folded =
                tables.stream().filter(t -> t.name().toString().equalsIgnoreCase(text)).findFirst();
        if (folded.isPresent() || !name.database().isEmpty()) {
            return folded;
        }
        List<TableSummary> bare =
                tables.stream()
                        .filter(t -> t.name().table().equalsIgnoreCase(name.table()))
                        .toList();
        return bare.size() == 1 ? Optional.of(bare.getFirst()) : Optional.empty();
    }
}
