package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.catalog.CatalogColumn;
import org.rowback.importers.postgres.catalog.CatalogRelation;
import org.rowback.importers.postgres.catalog.UsedTypes;
import org.rowback.importers.postgres.heap.HeapColumns.HeapColumn;
import org.rowback.importers.postgres.heap.value.Names;
import org.rowback.importers.postgres.heap.value.Varlena;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/// A relation at one time, ready to make images of its tuples and to read them. Not thread-safe, but for [#keyHash], which
/// another thread may call.
public final class HeapTable {
    private final CatalogRelation relation;
    private final RowFormat format;
    private final SchemaVersion schema;
    private final HeapColumn[] columns;
    private final TupleWalk walk;
    private final TupleWalk hashing;
    private final TupleWalk naming;
    private final int[] named;
    private final int[] shown;
    private final boolean keyed;

    /// Finds the stored bytes of values kept outside of rows.
    public interface Externals {
        /// @param at where the pointer stands in `b`
        /// @return null where they are not known
        byte @Nullable [] stored(byte[] b, int at);
    }

    /// @param composites columns of the relation that describes a composite type, by its OID
    /// @param names that OIDs in values stand for when images are made; without, OIDs are printed
    public HeapTable(
            CatalogRelation relation,
            PostgresTypes types,
            LongFunction<List<CatalogColumn>> composites,
            String encoding,
            Optional<Names> names) {
        this.relation = relation;
        keyed = relation.rowKey().isPresent();
        var used = new UsedTypes(types, composites);
        relation.columns().forEach(c -> used.add(c.type()));
        var plain = new HeapLayout(relation, used.types(), used.composites(), encoding, false);
        named = names.isPresent() ? HeapColumns.named(plain) : new int[0];
        Bytes bytes = plain.with(named.length > 0).encode();
        format = new RowFormat(HeapRowCodec.NAME, relation.name(), bytes);
        var ready = new HeapColumns(HeapLayout.decode(bytes));
        schema = ready.describe();
        columns = ready.columns();
        walk = new TupleWalk(ready);
        hashing = new TupleWalk(ready);
        naming = named.length > 0 ? new TupleWalk(new HeapColumns(plain, names)) : walk;
        shown = new int[ready.shown()];
        for (int i = 0; i < columns.length; i++) {
            if (columns[i].shown() >= 0) {
                shown[columns[i].shown()] = i;
            }
        }
    }

    public CatalogRelation relation() {
        return relation;
    }

    /// Whether its rows have a key.
    public boolean isKeyed() {
        return keyed;
    }

    public RowFormat format() {
        return format;
    }

    /// What the catalog at that point says of the table.
    public SchemaVersion schema() {
        return schema;
    }

    /// Appends the image of a row that nothing shows.
    public static void unknown(ImageBuffer out) {
        out.put(HeapImage.NOTHING);
    }

    /// Appends the image of a row after a change.
    public void image(ImageBuffer out, Tuple tuple, Externals externals) {
        boolean older = tuple.columns() < columns.length;
        image(out, tuple, older ? HeapImage.OLDER_THAN_TABLE : HeapImage.TUPLE, externals);
    }

    /// Appends the image of a row before a change.
    ///
    /// @param after the row after it
    /// @param sameKey whether the record's form can say that the key did not change
    public void image(
            ImageBuffer out, Old before, Tuple after, boolean sameKey, Externals externals) {
        switch (before.from()) {
            case NOWHERE -> unknown(out);
            case PAGE, RECORD -> image(out, before.tuple(), HeapImage.TUPLE, externals);
            case RECORD_KEY -> image(out, before.tuple(), HeapImage.NULL_NOT_LOGGED, externals);
            case SAME_KEY -> {
                if (sameKey) {
                    image(out, after, HeapImage.KEY_ONLY, externals);
                } else {
                    unknown(out);
                }
            }
        }
    }

    private void image(ImageBuffer out, Tuple tuple, int kind, Externals externals) {
        int start = out.length();
        int count = tuple.length() - HeapImage.LEFT_OUT;
        out.put(kind);
        out.put32(count);
        out.put(tuple.bytes(), HeapImage.LEFT_OUT, count);
        if (Tuple.hasExternal(tuple.bytes(), 0)) {
            attach(out, start, externals);
        }
        if (named.length > 0) {
            names(out, start);
        }
    }

    private void attach(ImageBuffer out, int start, Externals externals) {
        // Where the buffer grows below, these bytes stay as they are.
        byte[] b = out.bytes();
        walk.find(b, start, out.length() - start);
        for (int i = 0; i < columns.length; i++) {
            int at = walk.offset(i);
            if (at >= 0 && columns[i].disk().length() == -1 && Varlena.isExternal(b, at)) {
                byte[] stored = externals.stored(b, at);
                out.put(stored == null ? 0 : 1);
                if (stored != null) {
                    out.put32(stored.length);
                    out.put(stored, 0, stored.length);
                }
            }
        }
    }

    /// Appends the texts of columns that print names: what the names are now is not known any more when they are read.
    private void names(ImageBuffer out, int start) {
        naming.read(out.bytes(), start, out.length() - start);
        for (int column : named) {
            byte[] text =
                    naming.offset(column) >= 0 && naming.value(column) instanceof Datum value
                            ? value.text().getBytes(StandardCharsets.UTF_8)
                            : null;
            out.put32(text == null ? -1 : text.length);
            if (text != null) {
                out.put(text, 0, text.length);
            }
        }
    }

    /// Hashes what names a row.
    ///
    /// @param table its id in the case
    /// @param key indexes of the columns that name it, of those that are not dropped; empty for all
    public long keyHash(
            KeyHasher hasher, int table, int[] key, byte[] image, int offset, int length) {
        hashing.read(image, offset, length);
        hasher.table(table);
        if (key.length == 0) {
            for (int column : shown) {
                hashing.hash(column, hasher);
            }
        } else {
            for (int column : key) {
                hashing.hash(shown[column], hasher);
            }
        }
        return hasher.hash();
    }

    /// The values of a tuple, one for each column that is not dropped; what lies outside of the row is not logged.
    public ColumnValue[] values(Tuple tuple) {
        var image = new ImageBuffer();
        image(image, tuple, HeapImage.TUPLE, (_, _) -> null);
        walk.read(image.bytes(), 0, image.length());
        ColumnValue[] values = new ColumnValue[shown.length];
        for (int i = 0; i < shown.length; i++) {
            values[i] = walk.value(shown[i]);
        }
        return values;
    }
}
