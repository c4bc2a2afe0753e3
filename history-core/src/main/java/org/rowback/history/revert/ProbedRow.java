package org.rowback.history.revert;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A row as it was found on the server, where that is not as planned. It decides what becomes of the row.
///
/// @param found what was found
public record ProbedRow(ProbeResults.Row found) {
    private static final String ON_SERVER = " (found by preflight)";

    /// Which CHECK refuses what is planned; empty where none does.
    Optional<String> refusal() {
        return Optional.of(found.refusal()).filter(r -> !r.isEmpty()).map(r -> r + ON_SERVER);
    }

    /// @param claims of another statement for the row
    PlannedRow decide(PlannedRow row, Function<Undo, List<Claim>> claims) {
        Undo undo = row.undo().orElse(null);
        if (undo == null) {
            return row;
        }
        if (found.isAlready()) {
            return without(row, RowState.ALREADY_REVERTED, "the server has it already", row.now());
        }
        if (!found.isThere()) {
            return undo.kind() == Undo.Kind.DELETE
                    ? without(row, RowState.ALREADY_REVERTED, "the row is gone", List.of())
                    : without(
                            row,
                            RowState.CONFLICT_BY_VALUE,
                            "the server has no such row",
                            List.of());
        }
        List<Cell> asked = undo.probed();
        if (asked.isEmpty() || found.cells().size() != asked.size()) {
            return without(row, RowState.CONFLICT_BY_VALUE, "the row is not as planned", row.now());
        }
        Map<String, ProbeResults.Found> held = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            held.put(asked.get(i).name(), found.cells().get(i));
        }
        List<ColumnValue> now = now(row, undo, held);
        return switch (undo.kind()) {
            case INSERT ->
                    without(
                            row,
                            RowState.CONFLICT_BY_VALUE,
                            "another row has its key, with another "
                                    + others(asked, held, new ProbeResults.Found.Target()),
                            now);
            case DELETE ->
                    without(
                            row,
                            RowState.CONFLICT_BY_VALUE,
                            "the inserted row was written again: "
                                    + others(asked, held, new ProbeResults.Found.Bad()),
                            now);
            case UPDATE -> update(row, undo, held, now, claims);
        };
    }

    private static PlannedRow without(
            PlannedRow row, RowState state, String reason, List<ColumnValue> now) {
        return row.decided(
                state,
                state.isConflict() ? Resolution.OPEN : Resolution.CLEAR,
                reason + ON_SERVER,
                row.cells(),
                Optional.empty(),
                List.of(),
                now);
    }

    private static String others(
            List<Cell> asked, Map<String, ProbeResults.Found> held, ProbeResults.Found wanted) {
        return String.join(
                ", ",
                asked.stream().map(Cell::name).filter(n -> !wanted.equals(held.get(n))).toList());
    }

    /// Columns that hold the bad value still are put back; those that hold another are kept.
    private static PlannedRow update(
            PlannedRow row,
            Undo undo,
            Map<String, ProbeResults.Found> held,
            List<ColumnValue> now,
            Function<Undo, List<Claim>> claims) {
        List<PlannedCell> cells = new ArrayList<>();
        Set<String> stay = new HashSet<>();
        boolean kept = row.state().isConflict();
        for (PlannedCell cell : row.cells()) {
            ProbeResults.Found there = held.get(cell.column());
            if (!cell.fate().isWritten()
                    || there == null
                    || there instanceof ProbeResults.Found.Bad) {
                cells.add(cell);
                continue;
            }
            boolean already = there instanceof ProbeResults.Found.Target;
            kept |= !already;
            stay.add(cell.column());
            cells.add(
                    new PlannedCell(
                            cell.column(),
                            already ? PlannedCell.Fate.ALREADY : PlannedCell.Fate.KEPT,
                            cell.before(),
                            cell.target(),
                            cell.bad(),
                            value(there, cell),
                            cell.by(),
                            cell.later(),
                            false,
                            already ? "the server has it already" : "the server holds another"));
        }
        Optional<Undo> rest = undo.without(stay);
        RowState state =
                row.state() == RowState.UNPROVABLE
                        ? row.state()
                        : kept
                                ? RowState.CONFLICT_BY_VALUE
                                : rest.isPresent() ? row.state() : RowState.ALREADY_REVERTED;
        String reason =
                "left as the server has it: "
                        + String.join(", ", stay.stream().sorted().toList())
                        + ON_SERVER
                        + "; "
                        + row.reason();
        return stay.isEmpty()
                ? without(row, RowState.CONFLICT_BY_VALUE, "the row is not as planned", now)
                : row.decided(
                        state,
                        kept && !row.isOpen() ? Resolution.BY_RULE : row.resolution(),
                        reason,
                        cells,
                        rest,
                        rest.map(claims).orElse(List.of()),
                        now);
    }

    private static ColumnValue value(ProbeResults.Found found, PlannedCell cell) {
        return switch (found) {
            case ProbeResults.Found.Bad _ -> cell.bad();
            case ProbeResults.Found.Target _ -> cell.target();
            case ProbeResults.Found.Null _ -> ColumnValue.NULL;
            case ProbeResults.Found.Other other -> text(other.text());
        };
    }

    private static Datum text(String text) {
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    /// The row as the server has it, as far as it was asked.
    private static List<ColumnValue> now(
            PlannedRow row, Undo undo, Map<String, ProbeResults.Found> held) {
        List<ColumnValue> now = new ArrayList<>(row.now());
        for (int i = 0; i < now.size(); i++) {
            String name = row.schema().columns().get(i).name();
            ProbeResults.Found there = held.get(name);
            if (there instanceof ProbeResults.Found.Null) {
                now.set(i, ColumnValue.NULL);
            } else if (there instanceof ProbeResults.Found.Other other) {
                now.set(i, text(other.text()));
            } else if (there instanceof ProbeResults.Found.Target) {
                int at = i;
                undo.setTo(name).ifPresent(c -> now.set(at, c.value()));
            }
        }
        return now;
    }
}
