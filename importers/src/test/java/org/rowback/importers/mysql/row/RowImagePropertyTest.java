package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.ColumnValue.NotLogged;
import org.rowback.history.model.Datum;
import org.rowback.history.model.KeyHasher;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Rows of random tables, written by an encoder of the tests' own, read back as they were; and hashed from the bytes
/// as the decoded keys are hashed.
class RowImagePropertyTest {
    /// A column with one value for each image, and how both were encoded.
    record Cell(Sample sample, int before, int after) {}

    @Property(tries = 300)
    void readsBackWhatWasWrittenAndHashesItTheSame(@ForAll("tables") List<Cell> cells)
            throws Malformed {
        check(cells, new int[] {0});
        check(cells, new int[] {});
        check(cells, new int[] {cells.size() - 1, 0});
    }

    @Provide
    Arbitrary<List<Cell>> tables() {
        Arbitrary<Cell> cell =
                Combinators.combine(
                                Arbitraries.of(Sample.all()),
                                Arbitraries.integers().between(-2, 5),
                                Arbitraries.integers().between(-2, 5))
                        .as(Cell::new);
        return cell.list().ofMinSize(1).ofMaxSize(20);
    }

    private static void check(List<Cell> cells, int[] key) throws Malformed {
        Columns columns = new Columns();
        cells.forEach(c -> columns.add(c.sample().type(), c.sample().detail()));
        List<ColumnType> types = cells.stream().map(c -> c.sample().declared()).toList();
        SchemaVersion schema = Columns.typed(columns.described(), types);
        RowLayout layout =
                RowLayout.of(columns.map(), false, present(cells, true), present(cells, false));
        byte[] before = encode(cells, true);
        byte[] after = encode(cells, false);

        RowReader reader = layout.reader(schema, key, 3);
        byte[] event = new byte[before.length + after.length + 7];
        System.arraycopy(before, 0, event, 5, before.length);
        System.arraycopy(after, 0, event, 5 + before.length, after.length);
        assertThat(reader.read(event, 5, event.length, Side.BEFORE)).isEqualTo(before.length);
        assertThat(reader.read(event, 5 + before.length, event.length, Side.AFTER))
                .isEqualTo(after.length);

        RowImage old = decode(layout, schema, Side.BEFORE, before, null);
        RowImage now = decode(layout, schema, Side.AFTER, after, old);
        for (int i = 0; i < cells.size(); i++) {
            expect(cells.get(i), cells.get(i).before(), old.value(i));
            expect(cells.get(i), cells.get(i).after(), now.value(i));
        }
        assertThat(reader.keyHash(Side.BEFORE)).isEqualTo(hash(old, key));
        for (int i = 0; i < cells.size(); i++) {
            if (now.value(i) instanceof NotLogged) {
                now = now.filled(i, old.value(i), 1);
            }
        }
        assertThat(reader.keyHash(Side.AFTER)).isEqualTo(hash(now, key));
    }

    private static void expect(Cell cell, int index, ColumnValue value) {
        switch (index) {
            case -2 -> assertThat(value).isInstanceOf(NotLogged.class);
            case -1 -> assertThat(value).isEqualTo(ColumnValue.NULL);
            default -> {
                assertThat(value).isInstanceOf(Datum.class);
                assertThat(((Datum) value).text())
                        .as(cell.sample().declared().sql())
                        .isEqualTo(cell.sample().value(index).text());
            }
        }
    }

    private static RowImage decode(
            RowLayout layout, SchemaVersion schema, Side side, byte[] image, RowImage before) {
        return new MysqlRowCodec().decode(layout.format(), schema, side, Bytes.of(image), before);
    }

    private static long hash(RowImage image, int[] key) {
        int[] columns = key;
        if (key.length == 0) {
            columns = new int[image.size()];
            Arrays.setAll(columns, i -> i);
        }
        return new RowKey(List.of(image.values(columns)), key.length == 0).hash(new KeyHasher(), 3);
    }

    private static BitSet present(List<Cell> cells, boolean before) {
        BitSet present = new BitSet();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            present.set(i, (before ? cell.before() : cell.after()) != -2);
        }
        return present;
    }

    private static byte[] encode(List<Cell> cells, boolean before) {
        BitSet nulls = new BitSet();
        var values = new ByteArrayOutputStream();
        int logged = 0;
        for (Cell cell : cells) {
            int index = before ? cell.before() : cell.after();
            if (index == -2) {
                continue;
            }
            nulls.set(logged++, index == -1);
            if (index >= 0) {
                values.writeBytes(cell.sample().value(index).bytes());
            }
        }
        var image = new ByteArrayOutputStream();
        image.writeBytes(Arrays.copyOf(nulls.toByteArray(), (logged + 7) / 8));
        image.writeBytes(values.toByteArray());
        return image.toByteArray();
    }
}
