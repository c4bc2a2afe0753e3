package org.rowback.history.check;

import org.rowback.history.model.ColumnValue;

import java.util.List;

/// One side of a comparison: a column or a literal.
sealed interface Operand {
    ColumnValue of(List<ColumnValue> row);

    /// @param place in the schema's order
    record Column(int place) implements Operand {
        @Override
        public ColumnValue of(List<ColumnValue> row) {
            return row.get(place);
        }
    }

    record Literal(ColumnValue value) implements Operand {
        @Override
        public ColumnValue of(List<ColumnValue> row) {
            return value;
        }
    }

    static boolean isKnown(ColumnValue value) {
        return !(value instanceof ColumnValue.NotLogged)
                && !(value instanceof ColumnValue.Undecodable);
    }
}
