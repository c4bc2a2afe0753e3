package org.rowback.history.causality;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.Tables;
import org.rowback.history.ties.CauseRule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Ties that are found by one pass over the changes after some: rows that refer to theirs, values that turn up
/// elsewhere, statements of their shape, transactions of their actor.
final class ScanRules {
    /// Statements of one shape and transactions of one actor are tied so many at most.
    private static final int ALIKE = 20;

    private final History history;
    private final Tables tables;
    private final GraphBuilder graph;
    private final CauseQuestion question;
    private final ImportMonitor monitor;

    private final Map<Long, List<Integer>> parents = new HashMap<>();
    private final ClaimTies claims;
    private final Map<Long, List<Integer>> values = new HashMap<>();
    private final Map<String, Integer> shapes = new HashMap<>();
    private final Map<Long, Integer> actors = new HashMap<>();
    private final Map<Object, Integer> alike = new HashMap<>();
    private long lastTransaction;
    private String lastStatement = "";

    ScanRules(
            History history,
            Tables tables,
            GraphBuilder graph,
            CauseQuestion question,
            ImportMonitor monitor) {
        this.history = history;
        this.tables = tables;
        this.graph = graph;
        this.question = question;
        this.monitor = monitor;
        this.claims = new ClaimTies(tables, graph);
    }

    /// Looks for what follows from some nodes.
    ///
    /// @param alikeToo whether to look for statements of their shape and for their actor
    void follow(List<Integer> frontier, int depth, boolean alikeToo) throws RowbackException {
        long from = Long.MAX_VALUE;
        for (int at : frontier) {
            from = Math.min(from, graph.change(at).id());
            want(at, alikeToo);
        }
        if (frontier.isEmpty()) {
            return;
        }
        long total = 0;
        Scan scan =
                Scan.ALL
                        .ids(from + 1, Long.MAX_VALUE)
                        .ops(EnumSet.of(Op.INSERT, Op.UPDATE, Op.DELETE));
        try (Cursor<Change> changes = history.changes(scan, monitor)) {
            while (changes.next()) {
                if (total++ >= question.scanned()) {
                    graph.cut(
                            "only the "
                                    + question.scanned()
                                    + " changes after those asked about were read");
                    return;
                }
                if (total % 4096 == 0) {
                    monitor.check();
                    monitor.progress("looking for consequences", total, 0, "changes");
                }
                look(changes.get(), depth);
            }
        }
    }

    private void want(int at, boolean alikeToo) {
        Change change = graph.change(at);
        claims.want(at);
        for (Tables.Link link : tables.childrenOf(change.tableId())) {
            change.after()
                    .or(change::before)
                    .flatMap(image -> hash(link, link.key().parentColumns(), image))
                    .ifPresent(h -> add(parents, h, at));
        }
        if (change.op() != Op.DELETE && change.after().isPresent()) {
            BitSet changed = change.changedColumns();
            for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
                Column column = change.schema().columns().get(i);
                ColumnValue value = change.after().get().value(i);
                if (isTelling(column, value)) {
                    add(values, new KeyHasher().value(value).hash(), at);
                }
            }
        }
        if (alikeToo) {
            change.statement().ifPresent(s -> shapes.putIfAbsent(Shape.of(s), at));
            if (change.transaction().thread() != 0) {
                actors.putIfAbsent(change.transaction().thread(), at);
            }
        }
    }

    private static void add(Map<Long, List<Integer>> map, long hash, int at) {
        map.computeIfAbsent(hash, _ -> new ArrayList<>(1)).add(at);
    }

    /// Values that many rows hold by chance tell nothing.
    private static boolean isTelling(Column column, ColumnValue value) {
        if (!(value instanceof Datum datum)) {
            return false;
        }
        Family family = column.type().family();
        return switch (datum) {
            case Datum.TextDatum t -> t.text().length() >= 6;
            case Datum.DecimalDatum d -> d.value().stripTrailingZeros().precision() >= 4;
            case Datum.IntegerDatum i -> Math.abs(i.value()) >= 100_000;
            case Datum.BinaryDatum b -> b.bytes().length() >= 6;
            default -> family == Family.UNKNOWN;
        };
    }

    private static Optional<Long> hash(Tables.Link link, List<String> columns, RowImage image) {
        KeyHasher hasher = new KeyHasher().table(link.parent());
        hasher.integer(link.key().parentColumns().hashCode());
        for (String column : columns) {
            ColumnValue value = image.value(column);
            if (!(value instanceof Datum)) {
                return Optional.empty();
            }
            hasher.value(value);
        }
        return Optional.of(hasher.hash());
    }

    private void look(Change change, int depth) throws RowbackException {
        claims.look(change, depth);
        if (change.after().isEmpty()) {
            return;
        }
        RowImage after = change.after().get();
        for (Tables.Link link : tables.parentsOf(change.tableId())) {
            Optional<Long> hash = hash(link, link.key().columns(), after);
            for (int parent : parents.getOrDefault(hash.orElse(0L), List.of())) {
                if (isAfter(change, parent)) {
                    refers(parent, change, link, depth);
                }
            }
        }
        if (!values.isEmpty()) {
            copied(change, after, depth);
        }
        if (change.transaction().id() != lastTransaction) {
            lastTransaction = change.transaction().id();
            Integer actor = actors.get(change.transaction().thread());
            if (actor != null && isElsewhere(change, actor)) {
                String who = "thread " + change.transaction().thread();
                resembles(actor, change, depth, CauseRule.SAME_ACTOR, who);
            }
        }
        if (!shapes.isEmpty()) {
            String statement = change.statement().orElse("");
            if (!statement.equals(lastStatement)) {
                lastStatement = statement;
                Integer like = shapes.get(Shape.of(statement));
                if (like != null && isElsewhere(change, like)) {
                    resembles(like, change, depth, CauseRule.SAME_SHAPE, Shape.of(statement));
                }
            }
        }
    }

    private boolean isAfter(Change change, int node) {
        return change.id() > graph.change(node).id();
    }

    private boolean isElsewhere(Change change, int node) {
        return isAfter(change, node)
                && change.transaction().id() != graph.change(node).transaction().id();
    }

    private void refers(int parent, Change child, Tables.Link link, int depth) {
        Optional<Integer> node = graph.node(child, false, depth);
        if (node.isEmpty()) {
            return;
        }
        String why = link.key().name() + ": " + child.table() + " refers to it";
        graph.tie(parent, node.get(), CauseRule.FOREIGN_KEY, why);
        Change source = graph.change(parent);
        if (source.after().isEmpty()) {
            return;
        }
        BitSet set = source.changedColumns();
        BitSet got = child.changedColumns();
        for (int i = set.nextSetBit(0); i >= 0; i = set.nextSetBit(i + 1)) {
            Column from = source.schema().columns().get(i);
            for (int j = got.nextSetBit(0); j >= 0; j = got.nextSetBit(j + 1)) {
                Column to = child.schema().columns().get(j);
                boolean isReference = link.key().columns().contains(to.name());
                if (!isReference
                        && from.type().family() == to.type().family()
                        && isAlike(from, to, child.after().get().value(j))
                        && Canonical.same(
                                source.after().get().value(i), child.after().get().value(j))) {
                    graph.tie(
                            parent,
                            node.get(),
                            CauseRule.COPIED_BY_REFERENCE,
                            to.name() + " holds what " + from.name() + " was set to");
                }
            }
        }
    }

    /// Values that many rows hold by chance count where the columns are named alike.
    private static boolean isAlike(Column from, Column to, ColumnValue value) {
        String one = from.name().toLowerCase(Locale.ROOT);
        String other = to.name().toLowerCase(Locale.ROOT);
        return value instanceof Datum
                && (isTelling(to, value) || one.contains(other) || other.contains(one));
    }

    private void copied(Change change, RowImage after, int depth) {
        BitSet changed = change.changedColumns();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            Column column = change.schema().columns().get(i);
            ColumnValue value = after.value(i);
            if (!isTelling(column, value)) {
                continue;
            }
            for (int at : values.getOrDefault(new KeyHasher().value(value).hash(), List.of())) {
                if (isElsewhere(change, at) && graph.change(at).tableId() != change.tableId()) {
                    String why = column.name() + " holds the same value";
                    resembles(at, change, depth, CauseRule.COPIED, why);
                }
            }
        }
    }

    private void resembles(int at, Change change, int depth, CauseRule rule, String why) {
        if (alike.merge(List.of(at, rule), 1, Integer::sum) > ALIKE) {
            graph.cut("more than " + ALIKE + " for " + rule.label() + ": the first are shown");
            return;
        }
        graph.node(change, false, depth).ifPresent(node -> graph.tie(at, node, rule, why));
    }
}
