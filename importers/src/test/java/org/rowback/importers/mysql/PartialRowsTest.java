package org.rowback.importers.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rowback.history.model.Finding;
import org.rowback.importers.mysql.event.RowsEvent;
import org.rowback.recording.Captures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Rows events that MariaDB 12.3 split are read like whole ones: a recording of 11.4 whose rows events are split as
/// 12.3's documentation says.
class PartialRowsTest {
    private static final int HEADER = 19;
    private static final byte PARTIAL_ROW_DATA = (byte) 172;

    private static byte[] sound() {
        return Captures.all().stream()
                .filter(c -> c.toString().equals("mariadb-11.4/small-compressed"))
                .findFirst()
                .orElseThrow()
                .logBytes();
    }

    /// Replaces each rows event by its parts.
    ///
    /// @param countFirst whether the count of parts comes before the part's number
    /// @param leftOut number of a part that is missing, 0 for none
    private static byte[] split(byte[] log, int partBytes, boolean countFirst, int leftOut) {
        var out = new ByteArrayOutputStream();
        out.write(log, 0, 4);
        ByteBuffer in = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 4; at < log.length; at += in.getInt(at + 9)) {
            int length = in.getInt(at + 9);
            if (!RowsEvent.isRows(log[at + 4] & 0xFF)) {
                out.write(log, at, length);
                continue;
            }
            int parts = (length + partBytes - 1) / partBytes;
            for (int number = 1; number <= parts; number++) {
                int from = (number - 1) * partBytes;
                int size = Math.min(partBytes, length - from);
                if (number != leftOut) {
                    out.writeBytes(part(in, at, countFirst, number, parts, from, size, length));
                }
            }
        }
        return out.toByteArray();
    }

    private static byte[] part(
            ByteBuffer log,
            int event,
            boolean countFirst,
            int number,
            int parts,
            int from,
            int size,
            int whole) {
        int sizes = number == 1 ? 8 : 0;
        ByteBuffer part =
                ByteBuffer.allocate(HEADER + 9 + sizes + size).order(ByteOrder.LITTLE_ENDIAN);
        part.putInt(log.getInt(event)); // timestamp
        part.put(PARTIAL_ROW_DATA);
        part.putInt(log.getInt(event + 5)); // server id
        part.putInt(part.capacity());
        part.putInt(0); // position
        part.putShort((short) 0);
        part.putInt(countFirst ? parts : number);
        part.putInt(countFirst ? number : parts);
        part.put((byte) (number == 1 ? 1 : 0));
        if (number == 1) {
            part.putLong(whole);
        }
        part.put(log.array(), event + from, size);
        return part.array();
    }

    private static List<String> rows(RecordingWriter writer) {
        List<String> rows = new ArrayList<>();
        for (RecordingWriter.Written change : writer.changes) {
            rows.add(change.op() + " " + change.table() + " " + change.row());
            change.before().ifPresent(image -> rows.add(image.toString()));
            change.after().ifPresent(image -> rows.add(image.toString()));
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"40,true", "40,false", "100,true", "100,false", "100000,true", "1,false"})
    void splitRowsAreReadLikeWholeOnes(int partBytes, boolean countFirst) throws Exception {
        byte[] log = sound();
        RecordingWriter whole = Imports.of("binlog.000001", log);
        RecordingWriter split = Imports.of("binlog.000001", split(log, partBytes, countFirst, 0));
        assertThat(rows(whole)).isNotEmpty();
        assertThat(rows(split)).isEqualTo(rows(whole));
        assertThat(split.transactions).hasSameSizeAs(whole.transactions);
        assertThat(split.kinds()).isEqualTo(whole.kinds());
        assertThat(split.ends.getFirst().eventsSetAside()).isZero();
    }

    /// Every rows event of the recording has three parts of 20 bytes or more.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPartThatIsMissingIsAFindingAndNoRowIsMadeUp(int leftOut) throws Exception {
        RecordingWriter whole = Imports.of("binlog.000001", sound());
        long events =
                whole.changes.stream()
                        .filter(c -> c.op().isRow())
                        .map(c -> c.eventOffset())
                        .distinct()
                        .count();
        RecordingWriter split = Imports.of("binlog.000001", split(sound(), 20, true, leftOut));
        assertThat(split.changes).allSatisfy(change -> assertThat(change.op().isRow()).isFalse());
        assertThat(split.kinds().stream().filter(Finding.Kind.UNDECODABLE_EVENT::equals).count())
                .isGreaterThanOrEqualTo(events);
    }

    @Test
    void aLastPartThatIsMissingIsAFinding() throws Exception {
        byte[] log = split(sound(), 50, true, 2);
        RecordingWriter split = Imports.of("binlog.000001", log);
        assertThat(split.findings)
                .extracting(RecordingWriter.Found::message)
                .contains(
                        "the rows event whose parts come before this event has no last part: its"
                                + " rows cannot be read");
    }
}
