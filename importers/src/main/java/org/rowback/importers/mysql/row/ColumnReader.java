package org.rowback.importers.mysql.row;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.KeyHasher;

/// Turns the bytes of one column into values. Immutable.
abstract class ColumnReader {
    /// Decodes a value whose bytes are all there.
    ///
    /// @throws Malformed where they are none of this type
    protected abstract ColumnValue read(byte[] buf, int at, int length) throws Malformed;

    /// Decodes a value; damaged bytes are undecodable.
    final ColumnValue value(byte[] buf, int at, int length) {
        try {
            return read(buf, at, length);
        } catch (Malformed e) {
            return undecodable(e.getMessage(), buf, at, length);
        }
    }

    /// Decodes differences against `old`; only JSON has them.
    ColumnValue readDifferences(byte[] buf, int at, int length, @Nullable ColumnValue old) {
        return undecodable("JSON differences for a column that is no JSON", buf, at, length);
    }

    /// Feeds the value to the hasher exactly as [KeyHasher#value] would, without garbage where possible.
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        hasher.value(value(buf, at, length));
    }

    static ColumnValue undecodable(String reason, byte[] buf, int at, int length) {
        return new ColumnValue.Undecodable(reason, Bytes.copyOf(buf, at, length));
    }
}
