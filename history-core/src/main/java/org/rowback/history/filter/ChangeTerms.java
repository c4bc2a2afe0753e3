package org.rowback.history.filter;

import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
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
            return new Logic.Always();
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
            return new Logic.Always();
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
            return ranges.size() == 1 ? new Logic.Always() : this;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    /// A term that needs no images, with where its matches must lie.
    record Bounded(Term term, Bounds bounds) implements Term {
        @Override
        public Truth test(Subject subject) throws org.rowback.history.model.RowbackException {
            return term.test(subject);
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
        public Truth test(Subject subject) {
            Change change = subject.change();
            if (!change.op().isRow()) {
                return Truth.FALSE;
            }
            SchemaVersion schema = change.schema();
            BitSet wanted = new BitSet();
            boolean unknown = false;
            int missing = 0;
            for (String name : names) {
                int index = schema.indexOf(name);
                if (index >= 0) {
                    wanted.set(index);
                } else {
                    unknown |= Catalog.namesMissing(schema);
                    missing++;
                }
            }
            if (unknown) {
                return Truth.UNDECIDABLE;
            }
            List<Column> columns = schema.columns();
            List<Truth> inside = new ArrayList<>();
            Truth outside = Truth.FALSE;
            for (int i = 0; i < columns.size(); i++) {
                if (wanted.get(i) || names.isEmpty()) {
                    inside.add(changed(subject, i));
                } else if (mode == Syntax.ChangedMode.ONLY && outside != Truth.TRUE) {
                    outside = outside.or(changed(subject, i));
                }
            }
            Truth any = inside.stream().reduce(Truth.FALSE, Truth::or);
            return switch (mode) {
                case ANY -> any;
                case ALL ->
                        missing > 0 ? Truth.FALSE : inside.stream().reduce(Truth.TRUE, Truth::and);
                case ONLY -> any.and(outside.not());
            };
        }

        @Override
        public boolean needsContext() {
            return false;
        }

        private static Truth changed(Subject subject, int column) {
            return switch (subject.change().op()) {
                case INSERT -> logged(subject.after().orElseThrow().value(column));
                case DELETE -> logged(subject.before().orElseThrow().value(column));
                case UPDATE -> {
                    ColumnValue old = subject.before().orElseThrow().value(column);
                    ColumnValue now = subject.after().orElseThrow().value(column);
                    if (now instanceof ColumnValue.NotLogged) {
                        yield Truth.FALSE;
                    }
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
    }
}
