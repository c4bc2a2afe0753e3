package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.importers.mysql.row.charset.Charsets;

import java.util.Locale;

/// Chooses the reader of a column by how it lies in the image and what the schema says of it.
final class ColumnReaders {
    private ColumnReaders() {}

    /// Reads a value of which every byte is there.
    @FunctionalInterface
    private interface Read {
        ColumnValue read(byte[] buf, int at, int length) throws Malformed;
    }

    private static final class Reader extends ColumnReader {
        private final Read read;

        Reader(Read read) {
            this.read = read;
        }

        @Override
        protected ColumnValue read(byte[] buf, int at, int length) throws Malformed {
            return read.read(buf, at, length);
        }
    }

    /// @param type what the schema says; where its family cannot lie in such a column, it is ignored
    static ColumnReader of(WireColumn column, ColumnType type, boolean mariaDb) {
        if (column.array()) {
            return new JsonReader();
        }
        int digits = column.length();
        return switch (column.type()) {
            case WireType.TINY, WireType.SHORT, WireType.INT24, WireType.LONG, WireType.LONGLONG ->
                    new IntegerReader(type.unsigned());
            case WireType.YEAR -> new Reader((buf, at, _) -> year(LittleEndian.u8(buf, at)));
            case WireType.FLOAT, WireType.DOUBLE -> new Reader(ColumnReaders::floating);
            case WireType.DECIMAL -> new Reader(OldDecimals::read);
            case WireType.NEWDECIMAL ->
                    new Reader(
                            (buf, at, _) ->
                                    Decimals.read(buf, at, column.length(), column.scale()));
            case WireType.DATE, WireType.NEWDATE ->
                    new Reader((buf, at, _) -> OldTemporal.date(buf, at));
            case WireType.TIME -> new Reader((buf, at, _) -> OldTemporal.time(buf, at, digits));
            case WireType.DATETIME ->
                    new Reader((buf, at, _) -> OldTemporal.datetime(buf, at, digits));
            case WireType.TIMESTAMP ->
                    new Reader((buf, at, _) -> OldTemporal.timestamp(buf, at, digits));
            case WireType.TIME2 -> new Reader((buf, at, _) -> NewTemporal.time(buf, at, digits));
            case WireType.DATETIME2 ->
                    new Reader((buf, at, _) -> NewTemporal.datetime(buf, at, digits));
            case WireType.TIMESTAMP2 ->
                    new Reader((buf, at, _) -> NewTemporal.timestamp(buf, at, digits));
            case WireType.BIT -> new Reader((buf, at, n) -> bit(buf, at, n, column.length()));
            case WireType.ENUM, WireType.SET -> new MembersReader(column.type(), type.members());
            case WireType.JSON -> new JsonReader();
            case WireType.GEOMETRY -> new Reader(ColumnReaders::geometry);
            case WireType.VECTOR -> BinaryReader.plain();
            case WireType.BLOB_COMPRESSED, WireType.VARCHAR_COMPRESSED ->
                    new CompressedReader(characters(column, type));
            case WireType.STRING, WireType.VARCHAR, WireType.VAR_STRING -> characters(column, type);
            case WireType.TINY_BLOB, WireType.BLOB, WireType.MEDIUM_BLOB, WireType.LONG_BLOB ->
                    characters(column, type);
            case WireType.NULL -> new Reader((_, _, _) -> ColumnValue.NULL);
            default ->
                    new Reader(
                            (_, _, _) -> {
                                throw new Malformed(
                                        "column type "
                                                + column.type()
                                                + (mariaDb ? " of MariaDB" : " of MySQL")
                                                + " is not known");
                            });
        };
    }

    private static ColumnReader characters(WireColumn column, ColumnType type) {
        boolean fixed = column.type() == WireType.STRING;
        int padded = fixed ? column.length() : 0;
        String sql = type.sql().toLowerCase(Locale.ROOT);
        if (type.family() == Family.UUID && column.length() == 16) {
            return new UuidReader();
        }
        if (type.family() == Family.INET && sql.startsWith("inet4") && column.length() == 4) {
            return new InetReader(4);
        }
        if (type.family() == Family.INET && sql.startsWith("inet6") && column.length() == 16) {
            return new InetReader(16);
        }
        return switch (type.family()) {
            case BINARY, VECTOR, GEOMETRY -> BinaryReader.padded(padded);
            case TEXT, JSON -> {
                String charset = type.charset().toLowerCase(Locale.ROOT);
                yield charset.equals("binary")
                        ? BinaryReader.padded(padded)
                        : Charsets.decoder(charset)
                                .<ColumnReader>map(decoder -> new TextReader(decoder, charset))
                                .orElseGet(() -> new UnknownTextReader(charset));
            }
            default -> new UnknownTextReader("");
        };
    }

    private static ColumnValue year(int stored) {
        return new Datum.IntegerDatum(stored == 0 ? 0 : 1900 + stored);
    }

    private static ColumnValue floating(byte[] buf, int at, int length) throws Malformed {
        return switch (length) {
            case 4 -> new Datum.FloatDatum(Float.intBitsToFloat(LittleEndian.i32(buf, at)));
            case 8 ->
                    new Datum.DoubleDatum(
                            Double.longBitsToDouble(LittleEndian.unsigned(buf, at, 8)));
            default -> throw new Malformed("a floating-point number takes " + length + " bytes");
        };
    }

    private static ColumnValue bit(byte[] buf, int at, int bytes, int width) throws Malformed {
        long bits = LittleEndian.bigUnsigned(buf, at, bytes);
        if (width < 64 && bits >>> width != 0) {
            throw new Malformed("a bit(" + width + ") holds 0x" + Long.toHexString(bits));
        }
        return new Datum.BitDatum(width, bits);
    }

    /// SRID (4 bytes, little-endian), then WKB.
    private static ColumnValue geometry(byte[] buf, int at, int length) throws Malformed {
        if (length < 4) {
            throw new Malformed("a geometry takes " + length + " bytes, less than its SRID");
        }
        return new Datum.GeometryDatum(
                LittleEndian.i32(buf, at),
                org.rowback.history.model.Bytes.copyOf(buf, at + 4, length - 4));
    }
}
