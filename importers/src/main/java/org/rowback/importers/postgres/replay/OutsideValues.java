package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.importers.postgres.heap.Heap;
import org.rowback.importers.postgres.heap.HeapFile;
import org.rowback.importers.postgres.heap.HeapTable;
import org.rowback.importers.postgres.heap.value.Varlena;

/// The values outside of the rows of one record: before and after they are mostly the same.
final class OutsideValues implements HeapTable.Externals {
    private final TableFinder finder;
    private final Heap heap;
    private @Nullable HeapFile of;
    private int relation;
    private int value;
    private byte @Nullable [] stored;

    OutsideValues(TableFinder finder, Heap heap) {
        this.finder = finder;
        this.heap = heap;
    }

    OutsideValues rowsOf(HeapFile file) {
        of = file;
        relation = 0;
        stored = null;
        return this;
    }

    @Override
    public byte @Nullable [] stored(byte[] b, int at) {
        int toast = Varlena.toastRelation(b, at);
        byte @Nullable [] last = stored;
        boolean same =
                last != null
                        && toast == relation
                        && Varlena.valueId(b, at) == value
                        && Varlena.storedSize(b, at) == last.length;
        if (!same) {
            HeapFile rows = of;
            HeapFile file = rows == null ? null : finder.toast(toast, rows);
            stored = file == null ? null : heap.external(file, b, at);
            relation = toast;
            value = Varlena.valueId(b, at);
        }
        return stored;
    }
}
