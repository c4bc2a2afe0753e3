package org.rowback.importers.postgres.logical;

import org.rowback.importers.postgres.heap.value.MalformedValue;
import org.rowback.importers.postgres.heap.value.WireTypes;
import org.rowback.importers.postgres.logical.LogicalLayout.LayoutColumn;
import org.rowback.importers.postgres.type.PostgresType;
import org.rowback.importers.postgres.type.PostgresTypes;

import java.util.Arrays;
import java.util.List;

/// Reads images of pgoutput: a letter (`N` the row after, `K` the old key, `O` the old row) and the row's data. `N` as
/// the row before is one whose key did not change.
final class PgoutputCodec extends LogicalCodec {
    static final String NAME = "postgres-pgoutput";

    private static final WireTypes OWN = new WireTypes(PostgresTypes.BUILTIN);

    private volatile Known last = new Known(List.of(), OWN);

    /// By identity, as comparing types for every row would cost more than reading it.
    private record Known(List<PostgresType> types, WireTypes wire) {}

    @SuppressWarnings("ReferenceEquality")
    private WireTypes types(LogicalLayout layout) {
        if (layout.types().isEmpty()) {
            return OWN;
        }
        Known known = last;
        if (known.types != layout.types()) {
            known = new Known(layout.types(), new WireTypes(new PostgresTypes(layout.types())));
            last = known;
        }
        return known.wire;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Tuple read(LogicalLayout layout, byte[] image, Side side) throws MalformedCapture {
        try {
            return read(layout, new PgoutputCursor(image, 0, image.length), side);
        } catch (PgoutputCursor.Underflow e) {
            throw new MalformedCapture("the row ends too early");
        }
    }

    private Tuple read(LogicalLayout layout, PgoutputCursor in, Side side) throws MalformedCapture {
        char kind = in.letter();
        Tuple tuple = new Tuple(layout.columns().size());
        tuple.role =
                kind != 'N'
                        ? Tuple.Role.OLD
                        : side == Side.BEFORE ? Tuple.Role.NEW_FOR_OLD : Tuple.Role.NEW;
        int count = in.int16();
        if (count != layout.columns().size()) {
            throw new MalformedCapture(
                    "a row of " + count + " columns in a table of " + layout.columns().size());
        }
        for (int i = 0; i < count; i++) {
            LayoutColumn column = layout.columns().get(i);
            boolean logged = kind != 'K' || column.key();
            switch (in.letter()) {
                case 'n' -> tuple.set(i, logged ? Tuple.State.NULL : Tuple.State.ABSENT);
                case 'u' -> tuple.set(i, Tuple.State.UNCHANGED);
                case 't' -> tuple.value(i, bytes(in));
                default -> binary(tuple, i, layout, bytes(in));
            }
        }
        return tuple;
    }

    private void binary(Tuple tuple, int i, LogicalLayout layout, byte[] bytes) {
        try {
            tuple.value(i, types(layout).text(layout.columns().get(i).oid(), bytes));
        } catch (MalformedValue e) {
            tuple.unread(i, bytes);
        }
    }

    private static byte[] bytes(PgoutputCursor in) {
        int length = in.int32();
        int from = in.at;
        in.skip(length);
        return Arrays.copyOfRange(in.buffer, from, from + length);
    }
}
