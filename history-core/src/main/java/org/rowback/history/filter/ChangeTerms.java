package org.rowback.history.filter;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeKind;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Terms over what a change is, not what it holds.
final class ChangeTerms {
    private ChangeTerms() {}

    /// Tables by id; what else the case has is its complement.
    record InTables(BitSet tables, BitSet others) implements Term {
        @Override
        public Truth test(Subject subject) {
            return Truth.of(tables.get(subject.change().tableId()));
        }

        @Override
        public Term among(ChangeKind kind) {
            return new Logic.Decided(Truth.of(tables.get(kind.tableId())));
        }

        @Override
        public Bounds bounds() {
            return Bounds.tables(tables);
        }

        @Override
        public Bounds negatedBounds() {
            BitSet rest = (BitSet) others.clone();
            rest.set(0);
            return Bounds.tables(rest);
        }

        @Override
        public Term beyondBounds() {
            return Logic.Decided.ALWAYS;
        }

        @Override
        public boolean needsContext() {
            return false;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    record IsOp(Set<Op> ops) implements Term {
        @Override
        public Truth test(Subject subject) {
            return Truth.of(ops.contains(subject.change().op()));
        }

        @Override
        public Term among(ChangeKind kind) {
            return new Logic.Decided(Truth.of(ops.contains(kind.op())));
        }

        @Override
        public Bounds bounds() {
            return Bounds.ops(ops);
        }

        @Override
        public Bounds negatedBounds() {
            EnumSet<Op> rest = EnumSet.allOf(Op.class);
            rest.removeAll(ops);
            return Bounds.ops(rest);
        }

        @Override
        public Term beyondBounds() {
            return Logic.Decided.ALWAYS;
        }

        @Override
        public boolean needsContext() {
            return false;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    /// Ranges of commit time, each from `[0]` and before `[1]`.
    record InTimes(List<long[]> ranges) implements Term {
        @Override
        public Truth test(Subject subject) {
            long time = subject.change().transaction().commitTimeMicros();
            return Truth.of(ranges.stream().anyMatch(r -> time >= r[0] && time < r[1]));
        }

        @Override
        public Bounds bounds() {
            return ranges.stream()
                    .map(r -> Bounds.times(r[0], r[1]))
                    .reduce(Bounds::or)
                    .orElse(Bounds.ALL);
        }

        @Override
        public Term beyondBounds() {
            return ranges.size() == 1 ? Logic.Decided.ALWAYS : this;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    /// A term that needs no images, with where its matches must lie.
    record Bounded(Term term, Bounds bounds) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            return term.test(subject);
        }

        @Override
        public Term among(ChangeKind kind) {
            return term.among(kind);
        }

        @Override
        public boolean needsContext() {
            return term.needsContext();
        }

        @Override
        public boolean needsImages() {
            return term.needsImages();
        }
    }

    /// Something plain to ask of a change.
    record Asked(Question question) implements Term {
        interface Question {
            Truth ask(Change change);
        }

        @Override
        public Truth test(Subject subject) {
            return question.ask(subject.change());
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    /// Whether the images that the change should have hold every column.
    record HasImage(boolean full) implements Term {
        @Override
        public Truth test(Subject subject) {
            Change change = subject.change();
            if (!change.op().isRow()) {
                return Truth.FALSE;
            }
            boolean missing =
                    (change.op() != Op.INSERT
                                    && subject.before().map(RowImage::isPartial).orElse(true))
                            || (change.op() != Op.DELETE
                                    && subject.after().map(RowImage::isPartial).orElse(true));
            return Truth.of(full != missing);
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }

    /// A key of several columns, before or after.
    record HasKey(List<Constant> parts) implements Term {
        @Override
        public Truth test(Subject subject) {
            Truth result = Truth.FALSE;
            for (ColumnValue[] key : Keys.of(subject)) {
                result = result.or(same(key));
            }
            return result;
        }

        private Truth same(ColumnValue[] key) {
            if (key.length != parts.size()) {
                return Truth.FALSE;
            }
            Truth result = Truth.TRUE;
            for (int i = 0; i < key.length; i++) {
                result =
                        result.and(
                                ValueTerms.compare(Syntax.Operator.EQ, parts.get(i)).ask(key[i]));
            }
            return result;
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }

    /// Whether columns changed, by the rule of [Change#changedColumns()]: for INSERT and DELETE every logged column
    /// did; of an UPDATE those whose value differs, and those that only its after image holds. No names: any column.
    record Changed(Syntax.ChangedMode mode, List<String> names) implements Term {
        @Override
        public Truth test(Subject subject) throws RowbackException {
            Change change = subject.change();
            return change.op().isRow()
                    ? in(change.op(), change.schema()).test(subject)
                    : Truth.FALSE;
        }

        @Override
        public Term among(ChangeKind kind) {
            return in(kind.op(), kind.schema());
        }

        private Term in(Op op, SchemaVersion schema) {
            BitSet wanted = new BitSet();
            boolean missing = false;
            for (String name : names) {
                int index = schema.indexOf(name);
                if (index >= 0) {
                    wanted.set(index);
                } else if (Catalog.namesMissing(schema)) {
                    return new Logic.Decided(Truth.UNDECIDABLE);
                } else {
                    missing = true;
                }
            }
            if (names.isEmpty()) {
                wanted.set(0, schema.columns().size());
            }
            if (mode == Syntax.ChangedMode.ALL && missing) {
                return Logic.Decided.NEVER;
            }
            BitSet others = (BitSet) wanted.clone();
            others.flip(0, schema.columns().size());
            return new ChangedColumns(
                    op, mode, wanted.stream().toArray(), others.stream().toArray());
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }

    /// The same of changes whose operation and schema are known.
    private record ChangedColumns(Op op, Syntax.ChangedMode mode, int[] wanted, int[] others)
            implements Term {
        @Override
        public Truth test(Subject subject) {
            return switch (mode) {
                case ANY -> any(subject, wanted);
                case ALL -> all(subject);
                case ONLY -> any(subject, wanted).and(any(subject, others).not());
            };
        }

        private Truth any(Subject subject, int[] columns) {
            Truth any = Truth.FALSE;
            for (int i = 0; i < columns.length && any != Truth.TRUE; i++) {
                any = any.or(changed(subject, columns[i]));
            }
            return any;
        }

        private Truth all(Subject subject) {
            Truth all = Truth.TRUE;
            for (int i = 0; i < wanted.length && all != Truth.FALSE; i++) {
                all = all.and(changed(subject, wanted[i]));
            }
            return all;
        }

        private Truth changed(Subject subject, int column) {
            return switch (op) {
                case INSERT -> logged(subject.after(column));
                case DELETE -> logged(subject.before(column));
                case UPDATE -> {
                    ColumnValue now = subject.after(column);
                    if (now instanceof ColumnValue.NotLogged) {
                        yield Truth.FALSE;
                    }
                    ColumnValue old = subject.before(column);
                    boolean unreadable =
                            now instanceof ColumnValue.Undecodable
                                            != old instanceof ColumnValue.Undecodable
                                    && !(old instanceof ColumnValue.NotLogged);
                    yield unreadable ? Truth.UNDECIDABLE : Truth.of(!Canonical.same(old, now));
                }
                case TRUNCATE, DDL -> Truth.FALSE;
            };
        }

        private static Truth logged(ColumnValue value) {
            return Truth.of(!(value instanceof ColumnValue.NotLogged));
        }

        @Override
        public boolean needsContext() {
            return false;
        }
    }
}
