package org.rowback.history.casefile.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.ChangeRecord;
import org.rowback.history.model.Op;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// The bytes of a block, written out: a case of today opens in a program of tomorrow.
class GoldenBlockTest {
    private static final String COLUMNS =
            "01" // version
                    + "03" // number of changes
                    + "070001" // transaction: 7, 7, 8
                    + "000104" // operation: INSERT, UPDATE, DDL
                    + "0101ac02" // table: 1, 1, 300
                    + "050500" // row format: 5, 5, none
                    + "d00f00c801" // event offset: 1000, +0, +100
                    + "000100" // row of the event: 0, 1, 0
                    + "121100" // statement: 9, none (-9), none
                    + "000200" // length of the image before
                    + "020300"; // length of the image after

    @Test
    void writesColumnsAsDocumented() {
        ByteSink out = new ByteSink(16);
        ChangeBlock.writeColumns(buffer(), out);
        assertThat(HexFormat.of().formatHex(out.toBytes())).isEqualTo(COLUMNS);
    }

    @Test
    void readsColumnsAsDocumented() throws Exception {
        byte[] columns = HexFormat.of().parseHex(COLUMNS);
        byte[] images = HexFormat.of().parseHex("a1a2b1b2c1c2c3");
        try (Packer packer = new Packer()) {
            ChangeBlock block =
                    ChangeBlock.read(
                            42,
                            packer.pack(columns, columns.length),
                            packer.pack(images, images.length));
            assertThat(block.lastChange()).isEqualTo(44);
            assertThat(block.transaction(2)).isEqualTo(8);
            assertThat(block.op(2)).isEqualTo(Op.DDL);
            assertThat(block.table(2)).isEqualTo(300);
            assertThat(block.format(1)).isEqualTo(5);
            assertThat(block.offset(2)).isEqualTo(1100);
            assertThat(block.row(1)).isEqualTo(1);
            assertThat(block.statement(0)).isEqualTo(9);
            assertThat(block.statement(2)).isZero();
            assertThat(block.before(0).length()).isZero();
            assertThat(block.after(0).hex()).isEqualTo("a1a2");
            assertThat(block.before(1).hex()).isEqualTo("b1b2");
            assertThat(block.after(1).hex()).isEqualTo("c1c2c3");
            assertThat(block.after(2).length()).isZero();
        }
    }

    @Test
    void summarisesTablesAndOperations() throws Exception {
        byte[] summary = BlockSummary.write(buffer());
        // table 1 INSERT once, table 1 UPDATE once, table 300 DDL once.
        assertThat(HexFormat.of().formatHex(summary)).isEqualTo("0801" + "0901" + "e41201");
        assertThat(BlockSummary.read(summary).of(1)).isEqualTo(2);
        assertThat(BlockSummary.read(summary).of(300)).isEqualTo(1);
    }

    @Test
    void packsWithAChecksumAndALength() throws Exception {
        try (Packer packer = new Packer()) {
            byte[] blob = packer.pack(new byte[0], 0);
            assertThat(HexFormat.of().formatHex(blob)).isEqualTo("c74b6748" + "00000000");
            byte[] content = "abcabcabcabcabcabcabcabcabcabcabc".getBytes();
            byte[] packed = packer.pack(content, content.length);
            assertThat(Packed.check(packed).unpack()).isEqualTo(content);
            packed[packed.length - 1] ^= 1;
            assertThatThrownBy(() -> Packed.check(packed)).isInstanceOf(DamagedBlock.class);
        }
    }

    @Test
    void packsAPairOfWhichTheFirstStandsAloneAndTheSecondRepeatsItCheaply() throws Exception {
        Random random = new Random(7);
        byte[] first = new byte[60_000];
        random.nextBytes(first);
        byte[] second = Arrays.copyOfRange(first, 1_000, 51_000);
        try (Packer packer = new Packer()) {
            for (int round = 0; round < 3; round++) {
                Packer.Pair pair = packer.pair(first, first.length, second, second.length);
                assertThat(pair.continues()).isTrue();
                assertThat(Packed.check(pair.first()).unpack()).isEqualTo(first);
                assertThat(Packed.check(pair.second()).unpackAfter(Packed.check(pair.first())))
                        .isEqualTo(second);
                assertThat(pair.second()).hasSizeLessThan(1_000);
                second[round] ^= 1;
            }
        }
    }

    @Test
    void packsByItselfWhatHasNoPartnerOrOneTooLarge() throws Exception {
        byte[] small = {1, 2, 3};
        byte[] large = new byte[1 << 20];
        try (Packer packer = new Packer()) {
            for (byte[] first : List.of(new byte[0], large)) {
                Packer.Pair pair = packer.pair(first, first.length, small, small.length);
                assertThat(pair.continues()).isFalse();
                assertThat(Packed.check(pair.first()).unpack()).isEqualTo(first);
                assertThat(Packed.check(pair.second()).unpack()).isEqualTo(small);
            }
        }
    }

    @Test
    void keepsNumbersOfEverySize() throws Exception {
        long[] numbers = {
            0, 1, 127, 128, 300, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE
        };
        ByteSink out = new ByteSink(1);
        for (long number : numbers) {
            out.varint(number);
            out.signed(number);
        }
        ByteSource in = new ByteSource(out.toBytes());
        for (long number : numbers) {
            assertThat(in.varint()).isEqualTo(number);
            assertThat(in.signed()).isEqualTo(number);
        }
        assertThat(in.atEnd()).isTrue();
        assertThatThrownBy(in::varint).isInstanceOf(DamagedBlock.class);
    }

    private static ChangeBuffer buffer() {
        ChangeBuffer buffer = new ChangeBuffer();
        buffer.clear(42);
        add(buffer, 7, Op.INSERT, 1, 5, 1000, 0, 9, 0, 2);
        add(buffer, 7, Op.UPDATE, 1, 5, 1000, 1, 0, 2, 3);
        add(buffer, 8, Op.DDL, 300, 0, 1100, 0, 0, 0, 0);
        return buffer;
    }

    private static void add(
            ChangeBuffer buffer,
            long transaction,
            Op op,
            int table,
            int format,
            long offset,
            int row,
            long statement,
            int before,
            int after) {
        ChangeRecord record = new ChangeRecord();
        record.op = op;
        record.table = table;
        record.rowFormat = format;
        record.eventOffset = offset;
        record.row = row;
        record.statement = statement;
        record.buffer = new byte[before + after];
        record.beforeLength = before;
        record.afterOffset = before;
        record.afterLength = after;
        buffer.add(record, transaction);
    }
}
