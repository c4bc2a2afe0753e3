package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Canonical;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what foreign keys did to child rows in silence: MariaDB, and MySQL before 9.6, log the DELETE of a parent but
/// not what ON DELETE CASCADE and ON DELETE SET NULL do to its children.
///
/// A child row is taken to have gone (or lost its reference) with its parent where its last state before that DELETE
/// refers to the parent, foreign-key checks were on, and no later change shows it unharmed. Server sources: InnoDB
/// runs these actions below the layer that writes the binlog (`row_ins_foreign_check_on_constraint`).
final class HiddenEffects {
    private static final int CACHED = 10_000;

    private final History history;
    private final Tables tables;

    /// DELETEs of parents by [Values#hash] of the columns that children refer to, known from the selection.
    private final Map<Long, List<Deletion>> known = new HashMap<>();

    private final Set<Long> causes = new HashSet<>();
    private final boolean possible;

    private final Map<Long, List<Deletion>> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<Deletion>> eldest) {
                    return size() > CACHED;
                }
            };

    /// A parent row that went, and the change that made it go.
    private record Deletion(Change cause) {}

    HiddenEffects(History history, Tables tables) throws RowbackException {
        this.history = history;
        this.tables = tables;
        possible = history.sources().stream().anyMatch(s -> !s.server().startsWith("PostgreSQL"));
    }

    /// Whether any server of the case does this; PostgreSQL logs what foreign keys do as ordinary changes.
    boolean arePossible() {
        return possible;
    }

    /// Whether a transaction has a remembered DELETE of a parent.
    boolean isCause(long transaction) {
        return causes.contains(transaction);
    }

    /// Whether a foreign key acts on children when a parent goes.
    static boolean acts(ForeignKey key) {
        return key.onDelete() == ForeignKey.Action.CASCADE
                || key.onDelete() == ForeignKey.Action.SET_NULL;
    }

    /// Whether a transaction's session let foreign keys act.
    static boolean checksOn(Change change) {
        return !change.transaction().flags().contains(Transaction.Flag.FOREIGN_KEY_CHECKS_OFF);
    }

    /// Remembers that a parent row went.
    ///
    /// @param values what the row was, in the columns of its newest schema version
    void deleted(int tableId, ColumnValue[] values, Change cause) {
        SchemaVersion head = tables.head(tableId).orElseThrow();
        causes.add(cause.transaction().id());
        for (Tables.Link link : tables.childrenOf(tableId)) {
            reference(head, link.key().parentColumns(), values)
                    .ifPresent(
                            v ->
                                    known.computeIfAbsent(hash(link, v), _ -> new ArrayList<>())
                                            .add(new Deletion(cause)));
        }
    }

    /// What happened in silence to a row between two of its changes.
    ///
    /// @param now the row between them
    /// @param after id of the change before
    /// @param next the change after; null where there is none
    Optional<HiddenEffect> between(
            int tableId, ColumnValue[] now, long after, @Nullable Version next)
            throws RowbackException {
        if (!possible) {
            return Optional.empty();
        }
        SchemaVersion head = tables.head(tableId).orElseThrow();
        HiddenEffect first = null;
        for (Tables.Link link : tables.parentsOf(tableId)) {
            if (!acts(link.key())) {
                continue;
            }
            Optional<List<ColumnValue>> reference = reference(head, link.key().columns(), now);
            if (reference.isEmpty()) {
                continue;
            }
            long before = next == null ? Long.MAX_VALUE : next.id();
            for (Deletion deletion : deletionsOf(link, reference.get())) {
                long id = deletion.cause().id();
                if (id > after
                        && id < before
                        && (first == null || id < first.cause().id())
                        && !isUnharmed(link, head, reference.get(), deletion, next)) {
                    first = effect(link, head, deletion);
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static HiddenEffect effect(Tables.Link link, SchemaVersion head, Deletion deletion) {
        return new HiddenEffect(
                deletion.cause(),
                link.key(),
                link.key().onDelete() == ForeignKey.Action.CASCADE,
                Tables.indexes(head, link.key().columns()));
    }

    /// Whether the next change of the child shows that the foreign key did nothing, or logs what it did.
    private static boolean isUnharmed(
            Tables.Link link,
            SchemaVersion head,
            List<ColumnValue> reference,
            Deletion deletion,
            @Nullable Version next) {
        if (next == null || next.change().op() == Op.INSERT || !next.change().op().isRow()) {
            return false;
        }
        if (next.change().transaction().id() == deletion.cause().transaction().id()) {
            return true;
        }
        boolean cascades = link.key().onDelete() == ForeignKey.Action.CASCADE;
        if (cascades) {
            return true;
        }
        ColumnValue[] logged = Values.onto(head, next.change().before().orElseThrow());
        int[] columns = Tables.indexes(head, link.key().columns());
        for (int i = 0; i < columns.length; i++) {
            if (Values.differ(logged[columns[i]], reference.get(i))) {
                return false;
            }
        }
        return Arrays.stream(columns).anyMatch(c -> Values.isKnown(logged[c]));
    }

    private List<Deletion> deletionsOf(Tables.Link link, List<ColumnValue> reference)
            throws RowbackException {
        long hash = hash(link, reference);
        List<Deletion> logged = cache.get(hash);
        if (logged == null) {
            logged = loggedDeletions(link, reference);
            cache.put(hash, logged);
        }
        List<Deletion> all = new ArrayList<>(logged);
        all.addAll(known.getOrDefault(hash, List.of()));
        all.sort(Comparator.comparingLong(d -> d.cause().id()));
        return all;
    }

    /// DELETEs in the log of the parent that a child refers to by the parent's primary key.
    private List<Deletion> loggedDeletions(Tables.Link link, List<ColumnValue> reference)
            throws RowbackException {
        Optional<SchemaVersion> parent = tables.head(link.parent());
        if (parent.isEmpty()) {
            return List.of();
        }
        Optional<RowKey> key = parentKey(parent.get(), link.key(), reference);
        if (key.isEmpty()) {
            return List.of();
        }
        List<Deletion> found = new ArrayList<>();
        for (long id : history.changesOf(link.parent(), key.get())) {
            Optional<Change> change = history.change(id);
            if (change.isPresent()
                    && change.get().op() == Op.DELETE
                    && !change.get().isVoid()
                    && checksOn(change.get())
                    && Canonical.same(change.get().key().orElseThrow(), key.get())) {
                found.add(new Deletion(change.get()));
            }
        }
        return found;
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

    private static long hash(Tables.Link link, List<ColumnValue> values) {
        return Values.hash(link.parent(), link.key().parentColumns(), values);
    }
}
