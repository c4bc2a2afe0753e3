package org.rowback.importers.mysql.row;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.TableName;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A TABLE_MAP event: which table an id means for the ROWS events that follow, and how its columns lie in them.
///
/// | part | bytes |
/// |---|---|
/// | table id | 6 (4 where the post header is 6 bytes long: before 5.1.4), little-endian |
/// | flags | 2 |
/// | database name | length (1), UTF-8, a zero |
/// | table name | length (1), UTF-8, a zero |
/// | column count | packed integer |
/// | column types | 1 each, see [WireType] |
/// | type details | length (packed integer), 0 to 2 bytes for each column by its type |
/// | nullability | a bit for each column, first in the lowest bit |
/// | optional metadata | the rest, see [TableMetadata] |
///
/// @param tableId until the table is opened anew or altered
/// @param flags as logged; MariaDB: 0x4000 the table has triggers
/// @param columns how each column lies in an image
/// @param nullable columns that take NULL
/// @param body everything after the flags, unread: two maps of one table that is unchanged are equal in it
/// @param mariaDb whether MariaDB wrote it
public record TableMap(
        long tableId,
        int flags,
        TableName table,
        List<WireColumn> columns,
        BitSet nullable,
        TableMetadata metadata,
        Bytes body,
        boolean mariaDb) {
    public TableMap {
        columns = List.copyOf(columns);
    }

    /// Reads an event's content.
    ///
    /// @param off where the post header begins: right after the event's header
    /// @param len up to the event's end, without its checksum
    /// @param postHeaderLength as the format description says of TABLE_MAP: 8, or 6 before 5.1.4
    /// @throws Malformed where it is damaged so that no image can be read by it. Damaged optional metadata is not;
    ///     see [#problem()].
    public static TableMap parse(
            byte[] buf, int off, int len, int postHeaderLength, boolean mariaDb) throws Malformed {
        var in = new ByteCursor(buf, off, off + len);
        long id = in.unsigned(postHeaderLength == 6 ? 4 : 6);
        int flags = in.u16();
        if (postHeaderLength > 8) {
            in.skip(postHeaderLength - 8);
        }
        return parseBody(id, flags, Bytes.copyOf(buf, in.at, in.remaining()), mariaDb);
    }

    /// Reads what [#body] holds.
    static TableMap parseBody(long id, int flags, Bytes body, boolean mariaDb) throws Malformed {
        var in = new ByteCursor(body.array(), 0, body.length());
        var table = new TableName(name(in), name(in));
        int count = in.packed();
        in.skip(count);
        int typesAt = in.at - count;
        List<WireColumn> columns = columns(in, typesAt, count);
        int nullBytes = (count + 7) / 8;
        in.skip(nullBytes);
        BitSet nullable =
                BitSet.valueOf(java.nio.ByteBuffer.wrap(in.buf, in.at - nullBytes, nullBytes));
        return new TableMap(
                id,
                flags,
                table,
                columns,
                nullable,
                TableMetadataReader.read(in, columns, mariaDb),
                body,
                mariaDb);
    }

    private static String name(ByteCursor in) throws Malformed {
        int length = in.u8();
        in.skip(length + 1);
        return new String(in.buf, in.at - length - 1, length, StandardCharsets.UTF_8);
    }

    private static List<WireColumn> columns(ByteCursor in, int typesAt, int count)
            throws Malformed {
        int length = in.packed();
        in.skip(length);
        var details = new ByteCursor(in.buf, in.at - length, in.at);
        List<WireColumn> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            columns.add(column(LittleEndian.u8(in.buf, typesAt + i), details));
        }
        if (!details.atEnd()) {
            throw new Malformed(
                    "the column types of the table map leave "
                            + details.remaining()
                            + " bytes of details unread");
        }
        return columns;
    }

    private static WireColumn column(int type, ByteCursor details) throws Malformed {
        if (type == WireType.TYPED_ARRAY) {
            int element = details.u8();
            if (element == WireType.VARCHAR) {
                return new WireColumn(element, (int) details.unsigned(3), 0, true);
            }
            WireColumn inner = column(element, details);
            return new WireColumn(inner.type(), inner.length(), inner.scale(), true);
        }
        return switch (type) {
            case WireType.FLOAT,
                    WireType.DOUBLE,
                    WireType.TINY_BLOB,
                    WireType.BLOB,
                    WireType.MEDIUM_BLOB,
                    WireType.LONG_BLOB,
                    WireType.BLOB_COMPRESSED,
                    WireType.JSON,
                    WireType.GEOMETRY,
                    WireType.VECTOR ->
                    new WireColumn(type, details.u8(), 0, false);
            case WireType.TIMESTAMP2, WireType.DATETIME2, WireType.TIME2 -> {
                int digits = details.u8();
                if (digits > 6) {
                    throw new Malformed("a temporal column has " + digits + " fraction digits");
                }
                yield new WireColumn(type, digits, 0, false);
            }
            case WireType.VARCHAR, WireType.VARCHAR_COMPRESSED ->
                    new WireColumn(type, details.u16(), 0, false);
            case WireType.BIT -> {
                int bits = details.u8();
                int bytes = details.u8();
                if (8 * bytes + bits > 64) {
                    throw new Malformed("a BIT column has " + (8 * bytes + bits) + " bits");
                }
                yield new WireColumn(type, 8 * bytes + bits, 0, false);
            }
            case WireType.NEWDECIMAL -> {
                int precision = details.u8();
                int scale = details.u8();
                if (Decimals.storedBytes(precision, scale) < 0 || precision > 100) {
                    throw new Malformed("a column is decimal(" + precision + "," + scale + ")");
                }
                yield new WireColumn(type, precision, scale, false);
            }
            case WireType.STRING, WireType.VAR_STRING, WireType.ENUM, WireType.SET ->
                    string(details.u8(), details.u8());
            default -> new WireColumn(type, 0, 0, false);
        };
    }

    /// The first byte is the real type; of a CHAR longer than 255 bytes, bits 4 and 5 of it hold the inverse of bits
    /// 8 and 9 of the length.
    private static WireColumn string(int first, int second) {
        if (first == WireType.ENUM || first == WireType.SET) {
            return new WireColumn(first, second, 0, false);
        }
        int high = (~first & 0x30) << 4;
        return new WireColumn(WireType.STRING, high | second, 0, false);
    }

    /// Empty, or one sentence for a finding: what of the optional metadata is damaged and so not known.
    public String problem() {
        return metadata.problem();
    }

    /// Whether every column's length in an image can be told from the log.
    boolean walkable() {
        return columns.stream().noneMatch(c -> c.walk() == WireColumn.UNKNOWN_LENGTH);
    }
}
