package org.rowback.importers.postgres.logical;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.importing.RowFormat;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ReplicaIdentity;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.postgres.type.PostgresValues;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the row images of one output plugin. An image is a stretch of the capture that says itself which row it is.
///
/// What a capture's old row leaves out is NULL only where the replica identity is FULL; else it is not logged.
abstract class LogicalCodec implements RowCodec {
    private static final int MOST_LAYOUTS = 4096;

    private final ConcurrentHashMap<Bytes, LogicalLayout> layouts = new ConcurrentHashMap<>();

    /// Reads an image into a tuple of the layout's columns.
    abstract Tuple read(LogicalLayout layout, byte[] image, Side side) throws MalformedCapture;

    /// The text of a value as the type's output function prints it.
    byte[] printed(ColumnType type, byte[] text) {
        return text;
    }

    private LogicalLayout layout(RowFormat format) {
        if (layouts.size() > MOST_LAYOUTS) {
            layouts.clear();
        }
        return layouts.computeIfAbsent(format.layout(), LogicalLayout::decode);
    }

    @Override
    public SchemaVersion describe(RowFormat format) {
        return layout(format).describe(format.table());
    }

    @Override
    public RowImage decode(
            RowFormat format,
            SchemaVersion schema,
            Side side,
            Bytes image,
            @Nullable RowImage before) {
        ColumnValue[] values = new ColumnValue[schema.columns().size()];
        try {
            Tuple tuple = read(layout(format), image.array(), side);
            BitSet key = new BitSet();
            for (int column : schema.keyColumns()) {
                key.set(column);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = value(tuple, i, schema, key.get(i));
            }
        } catch (MalformedCapture e) {
            Arrays.fill(values, new ColumnValue.Undecodable(e.getMessage() + ".", image));
        }
        return RowImage.logged(schema, values);
    }

    private ColumnValue value(Tuple tuple, int i, SchemaVersion schema, boolean isKey) {
        ReplicaIdentity identity = schema.identity();
        if (tuple.role == Tuple.Role.NEW_FOR_OLD
                && (!isKey || identity == ReplicaIdentity.NOTHING)) {
            return notLogged(identity);
        }
        Column column = schema.columns().get(i);
        return switch (tuple.states[i]) {
            case NULL -> ColumnValue.NULL;
            case VALUE -> read(column, tuple.texts[i]);
            case UNCHANGED -> new ColumnValue.NotLogged("unchanged TOAST value");
            case NULL_OR_NOT_A_NUMBER ->
                    new ColumnValue.NotLogged("wal2json writes NULL, NaN and infinity alike");
            case UNREAD -> {
                byte[] bytes = tuple.texts[i];
                yield new ColumnValue.Undecodable(
                        "the binary form of " + column.type().sql() + " is not read",
                        bytes == null ? Bytes.EMPTY : Bytes.of(bytes));
            }
            case ABSENT -> {
                if (tuple.role == Tuple.Role.NEW) {
                    yield new ColumnValue.NotLogged("not in the capture");
                }
                yield tuple.leavesNullsOut && identity == ReplicaIdentity.FULL
                        ? ColumnValue.NULL
                        : notLogged(identity);
            }
        };
    }

    private ColumnValue read(Column column, byte @Nullable [] text) {
        if (text == null) {
            return ColumnValue.NULL;
        }
        byte[] printed = printed(column.type(), text);
        return PostgresValues.read(column.type(), printed, 0, printed.length);
    }

    private static ColumnValue notLogged(ReplicaIdentity identity) {
        return new ColumnValue.NotLogged(
                switch (identity) {
                    case DEFAULT, UNKNOWN, NONE -> "replica identity: the key only";
                    case INDEX -> "replica identity: an index only";
                    case NOTHING -> "replica identity NOTHING";
                    case FULL -> "not in the capture";
                });
    }
}
