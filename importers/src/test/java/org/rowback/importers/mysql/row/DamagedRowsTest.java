package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ColumnValue.Undecodable;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowImage;
import org.rowback.recording.Captures;
import org.rowback.recording.Captures.Capture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Damaged bytes give values or undecodable columns, and never anything else.
class DamagedRowsTest {
    private static final int[] MASKS = {0x01, 0x80, 0xFF, 0x55};

    static List<Capture> recordings() {
        return Captures.all().stream()
                .filter(c -> c.scenario().equals("types") || c.scenario().equals("json-partial"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void neverFailOtherwise(Capture capture) throws Malformed {
        Map<String, BinlogRows.Row> smallest = new HashMap<>();
        for (BinlogRows.Row row : BinlogRows.read(capture.logBytes(), s -> s)) {
            if (row.after().length() > 0) {
                smallest.merge(
                        row.format().table().table(),
                        row,
                        (a, b) -> a.after().length() <= b.after().length() ? a : b);
            }
        }
        assertThat(smallest).isNotEmpty();
        for (BinlogRows.Row row : smallest.values()) {
            damage(row);
        }
    }

    private static void damage(BinlogRows.Row row) {
        byte[] sound = row.after().array();
        int step = Math.max(1, sound.length / 400);
        for (int at = 0; at < sound.length; at += step) {
            for (int mask : MASKS) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) mask;
                read(row, damaged);
            }
            read(row, Arrays.copyOf(sound, at));
        }
    }

    private static void read(BinlogRows.Row row, byte[] image) {
        RowReader reader = row.layout().reader(row.schema(), new int[0], 1);
        reader.read(image, 0, image.length, Side.AFTER);
        reader.keyHash(Side.AFTER);
        RowImage decoded =
                new MysqlRowCodec()
                        .decode(row.format(), row.schema(), Side.AFTER, Bytes.of(image), null);
        var hasher = new KeyHasher().table(1);
        for (int i = 0; i < decoded.size(); i++) {
            ColumnValue value = decoded.value(i);
            hasher.value(value);
            if (value instanceof Datum datum) {
                assertThat(datum.text()).isNotNull();
            }
        }
    }

    @Test
    void saysWhichColumnsATruncatedImageStillHolds() throws Malformed {
        Columns columns =
                new Columns().add(WireType.LONG, "").add(15, "0a00").add(WireType.LONG, "");
        RowImage row = columns.row("01000000 05 6162");

        assertThat(row.value(0)).isEqualTo(new Datum.IntegerDatum(1));
        assertThat(row.value(1)).isInstanceOf(Undecodable.class);
        assertThat(((Undecodable) row.value(1)).raw()).isEqualTo(Bytes.of(Columns.hex("056162")));
        assertThat(row.value(2)).isInstanceOf(Undecodable.class);
        RowReader reader = columns.layout().reader(columns.described(), new int[] {0}, 1);
        byte[] image = Columns.hex("00 01000000 05 6162");
        assertThat(reader.read(image, 0, image.length, Side.AFTER)).isEqualTo(RowReader.DAMAGED);
    }

    @Test
    void readsATableMapWithDamagedMetadataWithoutIt() throws Malformed {
        TableMap map = new Columns().add(WireType.LONG, "").metadata(4, "0961").map();

        assertThat(map.problem()).contains("metadata field 4");
        assertThat(map.columns()).hasSize(1);
    }

    @Test
    void ignoresMetadataFieldsThatNobodyKnows() throws Malformed {
        TableMap map =
                new Columns().add(WireType.LONG, "").metadata(99, "010203").metadata(1, "80").map();

        assertThat(map.problem()).isEmpty();
        assertThat(map.metadata().unknownFields()).containsExactly(99);
        assertThat(map.metadata().unsigned().get(0)).isTrue();
    }

    @Test
    void refusesOrReadsATableMapOfAnyBytes() {
        byte[] sound =
                Columns.hex(
                        "6c0000000000 0100 0473686f7000 017400 04 030ffef6 06 2800f70104 02 0e"
                                + " 010180 0203fcff00 040c 026964 016e 0165 0164 080100");
        for (int at = 0; at < sound.length; at++) {
            for (int mask = 1; mask < 256; mask++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) mask;
                parse(damaged, damaged.length);
            }
            parse(sound, at);
        }
    }

    private static void parse(byte[] event, int length) {
        try {
            TableMap map = TableMap.parse(event, 0, length, 8, false);
            var all = new java.util.BitSet();
            all.set(0, map.columns().size());
            RowLayout layout = RowLayout.of(map, false, all, all);
            assertThat(new MysqlRowCodec().describe(layout.format()).columns())
                    .hasSize(map.columns().size());
        } catch (Malformed e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
