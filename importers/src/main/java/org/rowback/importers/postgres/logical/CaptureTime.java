package org.rowback.importers.postgres.logical;

import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.Datum;
import org.rowback.importers.postgres.type.PostgresValues;

import java.util.List;

/// Commit times in captures.
final class CaptureTime {
    private static final ColumnType INSTANT =
            new ColumnType("timestamp with time zone", Family.TIMESTAMP, false, "", List.of(), 6);

    /// Microseconds from 1970 to PostgreSQL's epoch, 2000-01-01 UTC.
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private CaptureTime() {}

    /// A timestamptz as the server prints it with DateStyle ISO.
    static long micros(String text) throws MalformedCapture {
        if (PostgresValues.read(INSTANT, text) instanceof Datum.TimestampDatum time) {
            return time.epochMicros();
        }
        throw new MalformedCapture("its time is " + text);
    }

    /// A timestamptz as it is stored: microseconds since 2000.
    static long micros(long stored) {
        return stored + EPOCH_MICROS;
    }
}
