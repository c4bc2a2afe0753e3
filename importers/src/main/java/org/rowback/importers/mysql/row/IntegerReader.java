package org.rowback.importers.mysql.row;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;

import java.math.BigDecimal;
import java.math.BigInteger;

/// TINYINT to BIGINT: 1 to 8 bytes, little-endian.
final class IntegerReader extends ColumnReader {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private final boolean unsigned;

    IntegerReader(boolean unsigned) {
        this.unsigned = unsigned;
    }

    @Override
    protected ColumnValue read(byte[] buf, int at, int length) {
        long value = number(buf, at, length);
        if (unsigned && value < 0) {
            return new Datum.DecimalDatum(new BigDecimal(BigInteger.valueOf(value).add(TWO_TO_64)));
        }
        return new Datum.IntegerDatum(value);
    }

    @Override
    void hash(KeyHasher hasher, byte[] buf, int at, int length) {
        long value = number(buf, at, length);
        if (unsigned && value < 0) {
            hasher.value(read(buf, at, length));
        } else {
            hasher.integer(value);
        }
    }

    private long number(byte[] buf, int at, int length) {
        return unsigned
                ? LittleEndian.unsigned(buf, at, length)
                : LittleEndian.signed(buf, at, length);
    }
}
