package org.rowback.history.dialect;

import org.rowback.history.revert.Cell;
import org.rowback.history.revert.Undo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Check values of the columns that a patch writes, reckoned alike here and on a server.
///
/// A cell is `N` where it is NULL, else `V` and its text (or, where that may be long, the SHA-256 of its bytes as hexadecimal). A
/// row's cells are joined by commas; its number is the first twelve hexadecimal digits of their SHA-256. A table's check value is the
/// sum of its rows' numbers modulo 2^48. What a server may print otherwise than the log has it is left out: [#cell(Cell)].
public interface RowSums {
    /// The modulus.
    long MODULUS = 1L << 48;

    /// A cell's part: an expression for the text that stands for the column, and the text that is expected.
    record Part(String expression, String expected) {}

    /// Empty where the column's text cannot be told exactly.
    Optional<Part> cell(Cell cell);

    /// Sets the sums of so many tables to 0.
    String begin(int tables);

    /// Adds the row that a statement leaves to a table's sum.
    ///
    /// @param table from 0
    String add(int table, Undo undo, List<Part> parts);

    /// Prints expected and found sums.
    String end(List<TableSum> sums);

    /// The parts of the row that a statement leaves; none of rows without a key and of those that go.
    default List<Part> parts(Undo undo) {
        if (undo.isKeyless()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        for (Cell cell : undo.set()) {
            cell(cell).ifPresent(parts::add);
        }
        return parts;
    }
}
