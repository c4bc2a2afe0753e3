package org.rowback.history.filter;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.ChangeKind;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a term takes from a change: no value where the change has no such side or column, one for each side that it
/// has otherwise.
interface Operands {
    ColumnValue[] NONE = {};

    /// A column that nothing names: whether the table has it is not known.
    ColumnValue UNNAMED = new ColumnValue.NotLogged("column names are not known");

    ColumnValue[] values(Subject subject) throws RowbackException;

    /// What gives the same of changes of one kind, as they were logged.
    default Operands among(ChangeKind kind) {
        return this;
    }

    default boolean needsImages() {
        return true;
    }

    /// See [Term#needsContext()].
    default boolean needsContext() {
        return false;
    }

    /// Nothing: no change has such a side or column.
    record Nothing() implements Operands {
        @Override
        public ColumnValue[] values(Subject subject) {
            return NONE;
        }

        @Override
        public boolean needsImages() {
            return false;
        }
    }

    /// A column by its place in the images of one kind of change.
    ///
    /// @param before whether its value in the row before is taken
    /// @param after whether the one in the row after is
    record OfPlace(int column, boolean before, boolean after) implements Operands {
        @Override
        public ColumnValue[] values(Subject subject) {
            if (!before) {
                return new ColumnValue[] {subject.after(column)};
            }
            ColumnValue old = subject.before(column);
            return after ? new ColumnValue[] {old, subject.after(column)} : new ColumnValue[] {old};
        }

        boolean isOne() {
            return before != after;
        }

        /// The value where [#isOne()].
        ColumnValue value(Subject subject) {
            return before ? subject.before(column) : subject.after(column);
        }
    }

    /// A column of the row before, after, or both.
    final class OfColumn implements Operands {
        private record Place(SchemaVersion schema, int index) {}

        private final Syntax.Side side;
        private final String name;

        /// By the schema's identity; whoever finds another schema's place looks it up again.
        private final @Nullable Place[] places = new Place[64];

        OfColumn(Syntax.Side side, String name) {
            this.side = side;
            this.name = name;
        }

        @Override
        public ColumnValue[] values(Subject subject) {
            if (subject.isAsLogged() && isMissing(subject.change())) {
                return NONE;
            }
            ColumnValue old = side == Syntax.Side.NEW ? null : value(subject.before());
            ColumnValue now = side == Syntax.Side.OLD ? null : value(subject.after());
            if (old == null) {
                return now == null ? NONE : new ColumnValue[] {now};
            }
            return now == null ? new ColumnValue[] {old} : new ColumnValue[] {old, now};
        }

        @Override
        public Operands among(ChangeKind kind) {
            boolean old = side != Syntax.Side.NEW && kind.hasBefore();
            boolean now = side != Syntax.Side.OLD && kind.hasAfter();
            int column = kind.schema().indexOf(name);
            if (column >= 0 && (old || now)) {
                return new OfPlace(column, old, now);
            }
            boolean perhaps = column < 0 && Catalog.namesMissing(kind.schema());
            return perhaps && (old || now) ? this : new Nothing();
        }

        /// Whether no image of a change needs to be read: its table has no such column.
        private boolean isMissing(Change change) {
            return index(change.schema()) < 0 && !Catalog.namesMissing(change.schema());
        }

        private @Nullable ColumnValue value(Optional<RowImage> image) {
            if (image.isEmpty()) {
                return null;
            }
            SchemaVersion schema = image.get().schema();
            int index = index(schema);
            if (index >= 0) {
                return image.get().value(index);
            }
            return Catalog.namesMissing(schema) ? UNNAMED : null;
        }

        @SuppressWarnings("ReferenceEquality")
        private int index(SchemaVersion schema) {
            int slot = System.identityHashCode(schema) & places.length - 1;
            Place known = places[slot];
            if (known == null || known.schema() != schema) {
                known = new Place(schema, schema.indexOf(name));
                places[slot] = known;
            }
            return known.index();
        }
    }

    /// The one column of the row's key, before and after.
    record OfKey() implements Operands {
        @Override
        public ColumnValue[] values(Subject subject) {
            List<ColumnValue> keys = new ArrayList<>(2);
            for (ColumnValue[] key : Keys.of(subject)) {
                if (key.length == 1 && !keys.contains(key[0])) {
                    keys.add(key[0]);
                }
            }
            return keys.toArray(ColumnValue[]::new);
        }
    }

    /// A property of the change or its transaction.
    record OfField(Fields field, Getter getter) implements Operands {
        interface Getter {
            ColumnValue get(Change change) throws RowbackException;
        }

        @Override
        public ColumnValue[] values(Subject subject) throws RowbackException {
            return new ColumnValue[] {getter.get(subject.change())};
        }

        @Override
        public boolean needsImages() {
            return field == Fields.TX_TABLES;
        }

        @Override
        public boolean needsContext() {
            return field != Fields.ID && field != Fields.TABLE && field != Fields.OP;
        }
    }

    /// After minus before of an UPDATE; NULL where either is.
    record OfDelta(Operands before, Operands after) implements Operands {
        @Override
        public Operands among(ChangeKind kind) {
            Operands old = before.among(kind);
            Operands now = after.among(kind);
            return old instanceof Nothing || now instanceof Nothing
                    ? new Nothing()
                    : new OfDelta(old, now);
        }

        @Override
        public ColumnValue[] values(Subject subject) throws RowbackException {
            ColumnValue[] old = before.values(subject);
            ColumnValue[] now = after.values(subject);
            if (old.length == 0 || now.length == 0) {
                return NONE;
            }
            return new ColumnValue[] {minus(now[0], old[0])};
        }

        private static ColumnValue minus(ColumnValue now, ColumnValue old) {
            if (!ValueTerms.isKnown(now) || !ValueTerms.isKnown(old)) {
                return ValueTerms.isKnown(now) ? old : now;
            }
            if (!(now instanceof Datum a) || !(old instanceof Datum b)) {
                return ColumnValue.NULL;
            }
            BigDecimal x = Order.number(a);
            BigDecimal y = Order.number(b);
            return x == null || y == null
                    ? ColumnValue.NULL
                    : new Datum.DecimalDatum(x.subtract(y));
        }
    }

    /// A function of each value.
    record OfCall(String function, Operands argument) implements Operands {
        @Override
        public ColumnValue[] values(Subject subject) throws RowbackException {
            return Arrays.stream(argument.values(subject))
                    .map(v -> v instanceof Datum d ? apply(d) : v)
                    .toArray(ColumnValue[]::new);
        }

        @Override
        public Operands among(ChangeKind kind) {
            Operands among = argument.among(kind);
            return among instanceof Nothing ? among : new OfCall(function, among);
        }

        @Override
        public boolean needsImages() {
            return argument.needsImages();
        }

        @Override
        public boolean needsContext() {
            return argument.needsContext();
        }

        private ColumnValue apply(Datum value) {
            Bytes bytes = Order.bytes(value);
            BigDecimal number = Order.number(value);
            return switch (function) {
                case "len" -> new Datum.IntegerDatum(length(value));
                case "lower" -> text(value.text().toLowerCase(Locale.ROOT));
                case "abs" ->
                        number == null ? ColumnValue.NULL : new Datum.DecimalDatum(number.abs());
                default -> bytes == null ? ColumnValue.NULL : text(bytes.hex());
            };
        }

        private static long length(Datum value) {
            return switch (value) {
                case Datum.BinaryDatum b -> b.bytes().length();
                case Datum.GeometryDatum g -> g.wkb().length();
                default -> value.text().codePointCount(0, value.text().length());
            };
        }
    }

    static ColumnValue text(String text) {
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    /// The columns of that name in tables of a case, newest version first.
    static List<Column> columns(List<Catalog.Table> tables, String name) {
        List<Column> found = new ArrayList<>();
        for (Catalog.Table table : tables) {
            for (SchemaVersion version : table.versions().reversed()) {
                int index = version.indexOf(name);
                if (index >= 0) {
                    found.add(version.columns().get(index));
                }
            }
        }
        return found;
    }
}
