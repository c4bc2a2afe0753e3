package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;

import java.util.Arrays;

/// BINARY, VARBINARY, BLOB and VECTOR. The log leaves the zeros off that end a BINARY; they are put back.
final class BinaryReader extends ColumnReader {
    private final int size;

    private BinaryReader(int size) {
        this.size = size;
    }

    static BinaryReader plain() {
        return new BinaryReader(0);
    }

    /// @param size of a BINARY(size); 0 for types of varying length
    static BinaryReader padded(int size) {
        return new BinaryReader(size);
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) {
        byte[] bytes = Arrays.copyOfRange(buf, at, at + length);
        return new Datum.BinaryDatum(Bytes.of(length < size ? Arrays.copyOf(bytes, size) : bytes));
    }

    @Override
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        if (length < size) {
            hasher.value(read(buf, at, length));
        } else {
            hasher.binary(buf, at, length);
        }
    }
}
