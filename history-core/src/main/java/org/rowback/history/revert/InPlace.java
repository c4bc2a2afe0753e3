package org.rowback.history.revert;

import org.rowback.history.document.PathEdit;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.math.BigDecimal;
import java.util.List;

/// A change that a statement makes to what a column holds, whatever good writes made of it since: where another value
/// is found than the log shows, the change is made to that.
public sealed interface InPlace {
    Column column();

    /// What the column holds, as far as the log shows.
    ColumnValue before();

    /// What it comes to from there.
    ColumnValue after();

    /// The change that takes this one back.
    InPlace inverse();

    default String name() {
        return column().name();
    }

    /// An exact number moved by the difference of two others, within what its column can hold.
    record Difference(Column column, ColumnValue before, ColumnValue after) implements InPlace {
        /// What is added.
        public BigDecimal by() {
            return number(after).subtract(number(before));
        }

        /// The numbers that can be moved: the column can hold what comes of them.
        public NumberRange movable() {
            return NumberRange.of(column.type()).orElse(NumberRange.ALL).movableBy(by());
        }

        @Override
        public Difference inverse() {
            return new Difference(column, after, before);
        }

        private static BigDecimal number(ColumnValue value) {
            return switch (value) {
                case Datum.IntegerDatum i -> BigDecimal.valueOf(i.value());
                case Datum.DecimalDatum d -> d.value();
                default -> throw new IllegalArgumentException(value.toString());
            };
        }
    }

    /// A JSON document changed at some paths, each of which must be as the log shows; the rest of it may be anything.
    ///
    /// @param edits at least one
    record Document(Column column, ColumnValue before, ColumnValue after, List<PathEdit> edits)
            implements InPlace {
        public Document {
            edits = List.copyOf(edits);
        }

        @Override
        public Document inverse() {
            return new Document(
                    column,
                    after,
                    before,
                    edits.stream()
                            .map(e -> new PathEdit(e.path(), e.after(), e.before()))
                            .toList());
        }
    }
}
