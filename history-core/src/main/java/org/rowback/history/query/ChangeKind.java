package org.rowback.history.query;

import org.rowback.history.model.Op;
import org.rowback.history.model.SchemaVersion;

/// What row changes that are tested one after another often have in common.
///
/// @param op one of a row: such a change has the images that its operation has
/// @param schema the version that reads their images
public record ChangeKind(int tableId, Op op, SchemaVersion schema) {
    public ChangeKind {
        if (!op.isRow()) {
            throw new IllegalArgumentException(op + " changes no row");
        }
    }

    public boolean hasBefore() {
        return op != Op.INSERT;
    }

    public boolean hasAfter() {
        return op != Op.DELETE;
    }
}
