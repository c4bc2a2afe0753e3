package org.rowback.importers.postgres.heap;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.heap.HeapColumns.HeapColumn;
import org.rowback.importers.postgres.heap.value.DiskType;
import org.rowback.importers.postgres.heap.value.MalformedValue;
import org.rowback.importers.postgres.heap.value.Varlena;
import org.rowback.importers.postgres.type.PostgresValues;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds the columns of an image and reads their values. Made to be used for many images of one layout; not
/// thread-safe.
final class TupleWalk {
    private static final int INT2 = 21;
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final int TIMESTAMP = 1114;

    private final HeapColumns layout;
    private final HeapColumn[] columns;
    private final int[] offsets;
    private final int[] attached;
    private final int[] texts;
    private byte[] b = new byte[0];
    private int tuple;
    private int end;
    private int kind;
    private String broken = "";
    private int brokenFrom;
    private boolean lacking;
    private final StringBuilder printed = new StringBuilder();

    TupleWalk(HeapColumns layout) {
        this.layout = layout;
        columns = layout.columns();
        offsets = new int[columns.length];
        attached = new int[columns.length];
        texts = new int[columns.length];
        Arrays.fill(texts, -1);
    }

    /// Finds where each column lies of an image to which the values kept outside are not attached yet.
    void find(byte[] image, int at, int length) {
        lacking = true;
        read(image, at, length);
        lacking = false;
    }

    /// Where a column begins; -1 where it is NULL or not there.
    int offset(int column) {
        return offsets[column];
    }

    /// Finds where each column of an image lies. Says nothing of damage: what it makes unreadable says so itself.
    void read(byte[] image, int at, int length) {
        b = image;
        kind = length == 0 ? HeapImage.NOTHING : image[at];
        broken = "";
        Arrays.fill(offsets, -1);
        if (layout.named().length > 0) {
            Arrays.fill(texts, -1);
        }
        if (kind == HeapImage.NOTHING) {
            return;
        }
        int size = (int) LittleEndian.u32(image, at + 1);
        tuple = at + HeapImage.HEAD - HeapImage.LEFT_OUT;
        end = at + HeapImage.HEAD + size;
        try {
            walk(at + length);
        } catch (MalformedValue | IndexOutOfBoundsException e) {
            broken = "the row's columns do not fit its bytes";
        }
    }

    private void walk(int imageEnd) throws MalformedValue {
        int natts = natts();
        int at = tuple + values();
        int more = end;
        for (int i = 0; i < columns.length && i < natts; i++) {
            brokenFrom = i;
            if (isNull(i)) {
                continue;
            }
            DiskType type = columns[i].disk();
            if (type.length() != -1 || !(at < end && b[at] != 0)) {
                at = tuple + aligned(at - tuple, type.align());
            }
            int size = size(type, at);
            if (at + size > end) {
                throw new MalformedValue("a column goes on after the row's end");
            }
            offsets[i] = at;
            if (type.length() == -1 && Varlena.isExternal(b, at) && !lacking) {
                attached[i] = more;
                if (more >= imageEnd) {
                    throw new MalformedValue("what a pointer stands for is not in the image");
                }
                more += b[more] == 0 ? 1 : HeapImage.HEAD + (int) LittleEndian.u32(b, more + 1);
            }
            at += size;
        }
        if (layout.named().length > 0 && !lacking) {
            texts(more, imageEnd);
        }
    }

    private void texts(int from, int imageEnd) throws MalformedValue {
        int at = from;
        for (int column : layout.named()) {
            if (at + 4 > imageEnd) {
                throw new MalformedValue("the text of a column is not in the image");
            }
            int length = (int) LittleEndian.u32(b, at);
            texts[column] = length < 0 ? -1 : at;
            at += 4 + Math.max(0, length);
        }
    }

    private int natts() {
        return Tuple.columns(b, tuple);
    }

    private int values() {
        return Tuple.values(b, tuple);
    }

    private boolean isNull(int column) {
        return Tuple.isNull(b, tuple, column);
    }

    static int aligned(int offset, char align) {
        return switch (align) {
            case 'd' -> (offset + 7) & -8;
            case 'i' -> (offset + 3) & -4;
            case 's' -> (offset + 1) & -2;
            default -> offset;
        };
    }

    private int size(DiskType type, int at) throws MalformedValue {
        return switch (type.length()) {
            case -1 -> Varlena.size(b, at);
            case -2 -> {
                int to = at;
                while (b[to] != 0) {
                    to++;
                }
                yield to + 1 - at;
            }
            default -> type.length();
        };
    }

    /// The value of a column of the tuple.
    ColumnValue value(int column) {
        HeapColumn c = columns[column];
        if (kind == HeapImage.NOTHING || (kind == HeapImage.KEY_ONLY && !c.key())) {
            return new ColumnValue.NotLogged(HeapImage.NO_IMAGE);
        }
        if (c.virtual()) {
            return new ColumnValue.NotLogged("a virtual generated column is not stored");
        }
        if (!broken.isEmpty() && column >= brokenFrom && offsets[column] < 0) {
            return new ColumnValue.Undecodable(broken, Bytes.EMPTY);
        }
        if (column >= natts()) {
            return switch (kind) {
                case HeapImage.NULL_NOT_LOGGED -> new ColumnValue.NotLogged(HeapImage.NO_IMAGE);
                case HeapImage.OLDER_THAN_TABLE -> new ColumnValue.NotLogged(HeapImage.NO_COLUMN);
                default -> c.missing();
            };
        }
        if (offsets[column] < 0) {
            return kind == HeapImage.NULL_NOT_LOGGED
                    ? new ColumnValue.NotLogged(HeapImage.NO_IMAGE)
                    : ColumnValue.NULL;
        }
        return present(c, column);
    }

    private ColumnValue present(HeapColumn c, int column) {
        int at = offsets[column];
        int text = texts[column];
        if (text >= 0) {
            return PostgresValues.read(c.type(), b, text + 4, (int) LittleEndian.u32(b, text));
        }
        switch (c.oid()) {
            case INT2 -> {
                return new Datum.IntegerDatum((short) LittleEndian.u16(b, at));
            }
            case INT4 -> {
                int value = (int) LittleEndian.u32(b, at);
                return new Datum.IntegerDatum(value);
            }
            case INT8 -> {
                return new Datum.IntegerDatum(LittleEndian.u64(b, at));
            }
            default -> {}
        }
        try {
            if (c.disk().length() == -1 && Varlena.isExternal(b, at) && b[attached[column]] == 0) {
                return new ColumnValue.NotLogged(HeapImage.NO_CHUNKS);
            }
            byte[] payload = payload(c, column);
            var printing = new StringBuilder();
            c.disk().print(printing, payload, 0, payload.length, layout.charset());
            return PostgresValues.read(c.type(), printing.toString());
        } catch (MalformedValue e) {
            return new ColumnValue.Undecodable(message(e), raw(c, column));
        } catch (IndexOutOfBoundsException e) {
            return new ColumnValue.Undecodable(
                    "the value's parts do not fit its length", raw(c, column));
        }
    }

    private static String message(MalformedValue e) {
        return String.valueOf(e.getMessage());
    }

    /// The value without length, unpacked and brought together.
    private byte[] payload(HeapColumn c, int column) throws MalformedValue {
        int at = offsets[column];
        if (c.disk().length() != -1) {
            int size = size(c.disk(), at);
            return Arrays.copyOfRange(b, at, c.disk().length() == -2 ? at + size - 1 : at + size);
        }
        if (Varlena.isExternal(b, at)) {
            int more = attached[column];
            int length = (int) LittleEndian.u32(b, more + 1);
            byte[] stored =
                    Arrays.copyOfRange(b, more + HeapImage.HEAD, more + HeapImage.HEAD + length);
            return Varlena.external(b, at, stored);
        }
        return Varlena.payload(b, at);
    }

    private Bytes raw(HeapColumn c, int column) {
        try {
            int at = offsets[column];
            if (c.disk().length() == -1 && Varlena.isExternal(b, at)) {
                int more = attached[column];
                return Bytes.copyOf(b, more + HeapImage.HEAD, (int) LittleEndian.u32(b, more + 1));
            }
            return Bytes.copyOf(b, at, size(c.disk(), at));
        } catch (MalformedValue e) {
            return Bytes.EMPTY;
        }
    }

    /// Feeds a column of the image to a hasher.
    void hash(int column, KeyHasher hasher) {
        HeapColumn c = columns[column];
        int at = offsets[column];
        boolean plain = at >= 0 && kind != HeapImage.NOTHING && !c.virtual();
        if (plain && (kind != HeapImage.KEY_ONLY || c.key())) {
            switch (c.oid()) {
                case INT2 -> {
                    hasher.integer((short) LittleEndian.u16(b, at));
                    return;
                }
                case INT4 -> {
                    int value = (int) LittleEndian.u32(b, at);
                    hasher.integer(value);
                    return;
                }
                case INT8 -> {
                    hasher.integer(LittleEndian.u64(b, at));
                    return;
                }
                case 25, 1043 -> {
                    if (layout.charset().equals(StandardCharsets.UTF_8)
                            && Varlena.isShort(b, at)
                            && !Varlena.isExternal(b, at)) {
                        int length = ((b[at] & 0xFF) >> 1) - 1;
                        if (isAscii(at + 1, length)) {
                            hasher.utf8(b, at + 1, length);
                            return;
                        }
                    }
                }
                case TIMESTAMP -> {
                    printed.setLength(0);
                    try {
                        c.disk().print(printed, b, at, at + 8, layout.charset());
                        hasher.temporal(printed);
                        return;
                    } catch (MalformedValue e) {
                        // It is hashed as what cannot be read, below.
                    }
                }
                default -> {}
            }
        }
        hasher.value(value(column));
    }

    private boolean isAscii(int at, int length) {
        for (int i = 0; i < length; i++) {
            if (b[at + i] < 0) {
                return false;
            }
        }
        return true;
    }
}
