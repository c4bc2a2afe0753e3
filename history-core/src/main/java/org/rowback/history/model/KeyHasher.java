package org.rowback.history.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The 64-bit hash of a row's key in its canonical form, which is the same however the log's bytes spelt it: an
/// integer is one number in every width, text is its characters whatever the charset.
///
/// Feed the key's values in key order, then take `hash()`, which also resets. Two keys with one hash may differ: a
/// reader compares the values. Not thread-safe; made to be reused without garbage.
///
/// | part | canonical bytes |
/// |---|---|
/// | integer that fits 64 bits signed | `1`, the number as 8 bytes |
/// | other exact number | `2`, its plain text without trailing zeros of the fraction |
/// | float, double | `3`, the bits of it as a double |
/// | boolean, BIT, ENUM index, SET bits | as an integer |
/// | text, JSON | `4`, UTF-8, the count of its bytes |
/// | bytes, bits, geometry | `5`, the bytes, their count |
/// | temporal | `6`, the canonical text without trailing zeros of the fraction |
/// | NULL | `7` |
public final class KeyHasher {
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final long SEED = 0x51_7C_C1_B7_27_22_0A_95L;

    private long state = SEED;

    /// Starts a key of a table.
    public KeyHasher table(int tableId) {
        state = SEED;
        mix(tableId);
        return this;
    }

    public KeyHasher integer(long value) {
        mix(1);
        mix(value);
        return this;
    }

    /// Bytes that are UTF-8 text.
    public KeyHasher utf8(byte[] array, int offset, int length) {
        mix(4);
        bytes(array, offset, length);
        return this;
    }

    /// Bytes without a charset.
    public KeyHasher binary(byte[] array, int offset, int length) {
        mix(5);
        bytes(array, offset, length);
        return this;
    }

    /// A temporal value in its canonical text, without zeros at its fraction's end; ASCII.
    public KeyHasher temporal(CharSequence text) {
        mix(6);
        int length = text.length();
        for (int at = 0; at < length; at += 8) {
            long word = 0;
            for (int i = 0; i < 8 && at + i < length; i++) {
                word |= (text.charAt(at + i) & 0x7FL) << (8 * i);
            }
            mix(word);
        }
        mix(length);
        return this;
    }

    /// Any value.
    public KeyHasher value(ColumnValue value) {
        switch (value) {
            case ColumnValue.SqlNull _ -> mix(7);
            case ColumnValue.NotLogged _ -> mix(8);
            case ColumnValue.Undecodable undecodable -> binary(undecodable.raw());
            case Datum.IntegerDatum integer -> integer(integer.value());
            case Datum.BooleanDatum truth -> integer(truth.number());
            case Datum.DecimalDatum decimal -> decimal(decimal);
            case Datum.FloatDatum number -> floating(number.value());
            case Datum.DoubleDatum number -> floating(number.value());
            case Datum.TextDatum text -> text(text.text());
            case Datum.BinaryDatum binary -> binary(binary.bytes());
            case Datum.BitDatum bit -> integer(bit.bits());
            case Datum.DateDatum date -> temporalText(date.text());
            case Datum.TimeDatum time -> temporalText(time.text());
            case Datum.DateTimeDatum time -> temporalText(time.text());
            case Datum.TimestampDatum time -> temporalText(time.text());
            case Datum.EnumDatum label -> integer(label.index());
            case Datum.SetDatum labels -> integer(labels.bits());
            case Datum.JsonDatum json -> text(json.text());
            case Datum.GeometryDatum geometry -> {
                mix(geometry.srid());
                binary(geometry.wkb());
            }
        }
        return this;
    }

    /// The hash of what was fed since `table`.
    public long hash() {
        long h = state;
        h ^= h >>> 32;
        h *= PRIME;
        h ^= h >>> 29;
        return h;
    }

    private void decimal(Datum.DecimalDatum decimal) {
        BigInteger whole =
                decimal.value().stripTrailingZeros().scale() <= 0
                        ? decimal.value().toBigInteger()
                        : null;
        if (whole != null && whole.bitLength() < 64) {
            integer(whole.longValue());
        } else {
            mix(2);
            characters(decimal.value().stripTrailingZeros().toPlainString());
        }
    }

    private void floating(double value) {
        mix(3);
        mix(Double.doubleToLongBits(value));
    }

    private void text(String text) {
        mix(4);
        characters(text);
    }

    private void temporalText(String text) {
        mix(6);
        characters(temporal(text));
    }

    /// A temporal value's text without trailing zeros of its fraction.
    static String temporal(String text) {
        int end = text.length();
        if (text.indexOf('.') >= 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            if (text.charAt(end - 1) == '.') {
                end--;
            }
        }
        return text.substring(0, end);
    }

    private void binary(Bytes bytes) {
        binary(bytes.array(), 0, bytes.length());
    }

    private void characters(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes(utf8, 0, utf8.length);
    }

    private void bytes(byte[] array, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at <= end - 8; at += 8) {
            mix((long) WORD.get(array, at));
        }
        if (at < end) {
            long word = 0;
            for (int i = 0; at + i < end; i++) {
                word |= (array[at + i] & 0xFFL) << (8 * i);
            }
            mix(word);
        }
        mix(length);
    }

    private void mix(long word) {
        long h = (state ^ word) * PRIME;
        state = h ^ (h >>> 31);
    }
}
