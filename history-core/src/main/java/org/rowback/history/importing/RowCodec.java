package org.rowback.history.importing;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;

/// Reads the row images of one source family: bytes and schema version in, column values out. Stateless and
/// thread-safe.
public interface RowCodec {
    /// The name stored with each row format, e.g. `mysql-row`. Never changes.
    String name();

    /// What the layout alone says: every column with its type as far as the log shows it, names `@N` where the log
    /// has none, keys where the log has them.
    SchemaVersion describe(RowFormat format);

    /// Reads one image. Never throws for damaged bytes: a column that cannot be read is
    /// [org.rowback.history.model.ColumnValue.Undecodable], and so are all after it where its end is not known.
    ///
    /// @param schema the version that names and types the columns; has as many as the layout
    /// @param side which of the two images: their sets of logged columns may differ
    /// @param before the image before, for an after image that only holds differences against it (partial JSON); null
    ///     otherwise
    RowImage decode(
            RowFormat format,
            SchemaVersion schema,
            Side side,
            Bytes image,
            @org.jspecify.annotations.Nullable RowImage before);

    /// Reads single values of images of one format and version. A codec that need not decode a whole image for that
    /// gives its own.
    default ImageValues values(RowFormat format, SchemaVersion schema) {
        return new DecodedValues(this, format, schema);
    }

    /// Which image of a change.
    enum Side {
        BEFORE,
        AFTER
    }
}
