package org.rowback.importers.postgres.logical;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads images of wal2json: the whole JSON object of a change holds both rows. The row before is `identity` (format 1:
/// `oldkeys`); where there is none, the row after has the same key.
final class Wal2JsonCodec extends LogicalCodec {
    static final String NAME = "postgres-wal2json";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Tuple read(LogicalLayout layout, byte[] image, Side side) throws MalformedCapture {
        Wal2JsonChange change = Wal2JsonChange.read(image, 0, image.length);
        boolean old = side == Side.BEFORE && (change.hasIdentity || change.columns.isEmpty());
        Tuple tuple = new Tuple(layout.columns().size());
        tuple.role =
                old
                        ? Tuple.Role.OLD
                        : side == Side.BEFORE ? Tuple.Role.NEW_FOR_OLD : Tuple.Role.NEW;
        tuple.leavesNullsOut = old && change.hasIdentity;
        boolean nullIsNull = change.quotesNumbers();
        List<Wal2JsonChange.Cell> cells = old ? change.identity : change.columns;
        for (Wal2JsonChange.Cell cell : cells) {
            int i = layout.indexOf(cell.column().name());
            if (i < 0) {
                throw new MalformedCapture(
                        "the image has a column "
                                + cell.column().name()
                                + " that the table has not");
            }
            String text = cell.text();
            if (text != null) {
                tuple.value(i, text.getBytes(StandardCharsets.UTF_8));
            } else {
                tuple.set(
                        i,
                        !nullIsNull && mayBeNoNumber(layout.columns().get(i).type())
                                ? Tuple.State.NULL_OR_NOT_A_NUMBER
                                : Tuple.State.NULL);
            }
        }
        return tuple;
    }

    private static boolean mayBeNoNumber(String type) {
        return (type.startsWith("numeric") && !type.endsWith("]"))
                || type.equals("real")
                || type.equals("double precision");
    }

    /// The plugin leaves the `\x` of a bytea out.
    @Override
    byte[] printed(ColumnType type, byte[] text) {
        if (type.family() != Family.BINARY) {
            return text;
        }
        byte[] printed = new byte[text.length + 2];
        printed[0] = '\\';
        printed[1] = 'x';
        System.arraycopy(text, 0, printed, 2, text.length);
        return printed;
    }
}
