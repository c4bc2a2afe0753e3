package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.History;
import org.rowback.history.query.Version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds what foreign keys did to child rows in silence: MariaDB, and MySQL before 9.6, log what happens to a parent
/// but not what ON DELETE and ON UPDATE do to its children.
///
/// A child row is taken to have followed its parent where its last state refers to the parent, foreign-key checks
/// were on, and no later change shows it unharmed. Server sources: InnoDB runs these actions below the layer that
/// writes the binlog (`row_ins_foreign_check_on_constraint`).
final class HiddenEffects {
    private final Tables tables;
    private final Departures departures;
    private final boolean possible;

    HiddenEffects(History history, Tables tables, Replay replay, Holders holders)
            throws RowbackException {
        this.tables = tables;
        this.departures = new Departures(tables, replay, holders);
        possible = history.sources().stream().anyMatch(s -> !s.server().startsWith("PostgreSQL"));
    }

    /// Whether any server of the case does this; PostgreSQL logs what foreign keys do as ordinary changes.
    boolean arePossible() {
        return possible;
    }

    /// Whether a foreign key acts on children when a parent goes.
    static boolean actsOnDelete(ForeignKey key) {
        return acts(key.onDelete());
    }

    /// Whether a foreign key acts on children when a parent goes or is known by other values.
    static boolean acts(ForeignKey key) {
        return acts(key.onDelete()) || acts(key.onUpdate());
    }

    private static boolean acts(ForeignKey.Action action) {
        return action == ForeignKey.Action.CASCADE || action == ForeignKey.Action.SET_NULL;
    }

    /// Whether a transaction's session let foreign keys act.
    static boolean checksOn(Change change) {
        return !change.transaction().flags().contains(Transaction.Flag.FOREIGN_KEY_CHECKS_OFF);
    }

    /// What happened in silence to a row between two of its changes.
    ///
    /// @param now the row between them
    /// @param after id of the change before
    /// @param next the change after; null where there is none
    /// @param taken what is known to have happened since the change before
    Optional<HiddenEffect> between(
            int tableId,
            ColumnValue[] now,
            long after,
            @Nullable Version next,
            List<HiddenEffect> taken)
            throws RowbackException {
        if (!possible) {
            return Optional.empty();
        }
        SchemaVersion head = tables.head(tableId).orElseThrow();
        long before = next == null ? Long.MAX_VALUE : next.id();
        HiddenEffect first = null;
        for (Tables.Link link : tables.parentsOf(tableId)) {
            if (!acts(link.key())) {
                continue;
            }
            Optional<List<ColumnValue>> reference = reference(head, link.key().columns(), now);
            if (reference.isEmpty()) {
                continue;
            }
            for (Departures.Departure departure : departures.of(link, reference.get())) {
                long id = departure.cause().id();
                if (id <= after || id >= before || isTaken(taken, link, id)) {
                    continue;
                }
                Optional<HiddenEffect> effect = effect(link, head, departure);
                if (effect.isPresent()
                        && comesBefore(effect.get(), first)
                        && !isUnharmed(effect.get(), head, reference.get(), next)) {
                    first = effect.get();
                }
            }
        }
        return Optional.ofNullable(first);
    }

    /// Whether a logged change of a row is what a foreign key did, which it would not have done without the selected
    /// changes: its parent left in the same transaction before it.
    ///
    /// @param isBad whether what these columns of the row hold is bad
    boolean isConsequence(int tableId, ColumnValue[] now, Change change, Predicate<int[]> isBad)
            throws RowbackException {
        SchemaVersion head = tables.head(tableId).orElseThrow();
        for (Tables.Link link : tables.parentsOf(tableId)) {
            Optional<List<ColumnValue>> reference = reference(head, link.key().columns(), now);
            int[] columns = Tables.indexes(head, link.key().columns());
            if (reference.isEmpty() || !acts(link.key()) || !alters(head, change, columns, now)) {
                continue;
            }
            boolean bad = isBad.test(columns);
            for (Departures.Departure departure : departures.of(link, reference.get())) {
                if ((bad || departure.bad())
                        && departure.cause().id() < change.id()
                        && departure.cause().transaction().id() == change.transaction().id()
                        && effect(link, head, departure)
                                .filter(e -> e.deletes() == (change.op() == Op.DELETE))
                                .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean alters(
            SchemaVersion head, Change change, int[] columns, ColumnValue[] now) {
        if (change.op() == Op.DELETE) {
            return true;
        }
        ColumnValue[] after = Values.onto(head, change.after().orElseThrow());
        return Arrays.stream(columns).anyMatch(c -> Values.differ(after[c], now[c]));
    }

    /// Effects are taken in order; of one cause, each foreign key acts once.
    private static boolean isTaken(List<HiddenEffect> taken, Tables.Link link, long cause) {
        return !taken.isEmpty()
                && (cause < taken.getLast().cause().id()
                        || taken.stream()
                                .anyMatch(
                                        t ->
                                                t.cause().id() == cause
                                                        && t.key().equals(link.key())));
    }

    private static boolean comesBefore(HiddenEffect effect, @Nullable HiddenEffect other) {
        return other == null
                || effect.cause().id() < other.cause().id()
                || (effect.cause().id() == other.cause().id() && effect.deletes());
    }

    /// What good changes of its parents would have done to a row that is not what it would have been.
    ///
    /// @param good the row as it would have been
    /// @param now the row as it was; null where it was gone
    Optional<HiddenEffect> wouldBe(
            int tableId, ColumnValue[] good, ColumnValue @Nullable [] now, long after, long before)
            throws RowbackException {
        SchemaVersion head = tables.head(tableId).orElseThrow();
        HiddenEffect first = null;
        for (Tables.Link link : tables.parentsOf(tableId)) {
            if (!acts(link.key())) {
                continue;
            }
            Optional<List<ColumnValue>> reference = reference(head, link.key().columns(), good);
            boolean asItWas =
                    now != null && reference.equals(reference(head, link.key().columns(), now));
            if (reference.isEmpty() || asItWas) {
                continue;
            }
            for (Departures.Departure departure : departures.of(link, reference.get())) {
                long id = departure.cause().id();
                boolean wanted = id > after && id < before && !departure.bad();
                if (wanted && (first == null || id < first.cause().id())) {
                    first = effect(link, head, departure).orElse(first);
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static Optional<HiddenEffect> effect(
            Tables.Link link, SchemaVersion head, Departures.Departure departure) {
        boolean deleted = departure.movedTo().isEmpty();
        ForeignKey.Action action = deleted ? link.key().onDelete() : link.key().onUpdate();
        int[] columns = Tables.indexes(head, link.key().columns());
        List<ColumnValue> values =
                switch (action) {
                    case CASCADE -> departure.movedTo();
                    case SET_NULL -> Collections.nCopies(columns.length, ColumnValue.NULL);
                    case NO_ACTION, RESTRICT, SET_DEFAULT -> null;
                };
        return values == null
                ? Optional.empty()
                : Optional.of(
                        new HiddenEffect(
                                departure.cause(),
                                link.key(),
                                deleted && action == ForeignKey.Action.CASCADE,
                                columns,
                                values,
                                departure.bad()));
    }

    /// Whether the next change of the child shows that the foreign key did nothing, or logs what it did.
    private static boolean isUnharmed(
            HiddenEffect effect,
            SchemaVersion head,
            List<ColumnValue> reference,
            @Nullable Version next) {
        if (next == null || next.change().op() == Op.INSERT || !next.change().op().isRow()) {
            return false;
        }
        if (effect.deletes()) {
            return true;
        }
        ColumnValue[] logged = Values.onto(head, next.change().before().orElseThrow());
        boolean shown = false;
        for (int i = 0; i < effect.columns().length; i++) {
            ColumnValue found = logged[effect.columns()[i]];
            if (Values.differ(found, reference.get(i))) {
                return false;
            }
            shown |=
                    Values.isKnown(found) && !Values.same(reference.get(i), effect.values().get(i));
        }
        return shown;
    }

    /// The parent's primary key as a child names it; empty where the foreign key refers to other columns.
    static Optional<RowKey> parentKey(
            SchemaVersion parent, ForeignKey key, List<ColumnValue> reference) {
        List<ColumnValue> parts = new ArrayList<>();
        for (String column : parent.primaryKey()) {
            int at = indexIgnoringCase(key.parentColumns(), column);
            if (at < 0) {
                return Optional.empty();
            }
            parts.add(reference.get(at));
        }
        boolean whole = parts.size() == key.parentColumns().size() && !parts.isEmpty();
        return whole ? Optional.of(new RowKey(parts, false)) : Optional.empty();
    }

    private static int indexIgnoringCase(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The values of some columns, where all are known and none is NULL: only then does a row refer to another.
    static Optional<List<ColumnValue>> reference(
            SchemaVersion schema, List<String> columns, ColumnValue[] values) {
        List<ColumnValue> reference = new ArrayList<>();
        for (int index : Tables.indexes(schema, columns)) {
            if (index < 0 || !Values.isKnown(values[index]) || values[index] == ColumnValue.NULL) {
                return Optional.empty();
            }
            reference.add(values[index]);
        }
        return Optional.of(reference);
    }
}
