package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.importing.RowCodec.Side;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.BitSet;
import java.util.HexFormat;

class TableMapTest {
    /// A table map as MySQL 8 writes it with full metadata: t(id int unsigned primary key, name varchar(10) utf8mb4).
    private static final String MAP =
            "6c0000000000" // table id 108
                    + "0100" // flags
                    + "04 73686f70 00" // database "shop"
                    + "01 74 00" // table "t"
                    + "02" // columns
                    + "03 0f" // LONG, VARCHAR
                    + "02 2800" // details: varchar of 40 bytes
                    + "02" // the second takes NULL
                    + "01 01 80" // signedness: unsigned
                    + "02 03 fcff00" // default charset: collation 255
                    + "04 08 02 6964 04 6e616d65" // names
                    + "08 01 00"; // primary key: the first

    private static byte[] hex(String spaced) {
        return HexFormat.of().parseHex(spaced.replace(" ", ""));
    }

    @Test
    void readsNamesTypesAndKeyFromMetadata() throws Malformed {
        byte[] event = hex(MAP);
        TableMap map = TableMap.parse(event, 0, event.length, 8, false);

        assertThat(map.tableId()).isEqualTo(108);
        assertThat(map.table()).isEqualTo(new TableName("shop", "t"));
        assertThat(map.problem()).isEmpty();
        BitSet all = new BitSet();
        all.set(0, 2);
        RowLayout layout = RowLayout.of(map, false, all, all);
        var codec = new MysqlRowCodec();
        SchemaVersion schema = codec.describe(layout.format());
        assertThat(schema.columns()).extracting(c -> c.name()).containsExactly("id", "name");
        assertThat(schema.columns())
                .extracting(c -> c.type().sql())
                .containsExactly("int unsigned", "varchar(10)");
        assertThat(schema.columns().get(1).type().charset()).isEqualTo("utf8mb4");
        assertThat(schema.columns()).allMatch(c -> c.typeFrom() == Knowledge.LOG_METADATA);
        assertThat(schema.primaryKey()).containsExactly("id");
        assertThat(schema.columns()).extracting(c -> c.nullable()).containsExactly(false, true);

        byte[] image = hex("00 ffffffff 02 c3bc");
        RowReader reader = layout.reader(schema, schema.keyColumns(), 7);
        assertThat(reader.read(image, 0, image.length, Side.AFTER)).isEqualTo(image.length);
        RowImage row = codec.decode(layout.format(), schema, Side.AFTER, Bytes.of(image), null);
        assertThat(row.value(0)).isEqualTo(new Datum.IntegerDatum(4294967295L));
        assertThat(((Datum) row.value(1)).text()).isEqualTo("ü");
        assertThat(reader.keyHash(Side.AFTER))
                .isEqualTo(RowKey.of(row).hash(new org.rowback.history.model.KeyHasher(), 7));
    }

    @Test
    void layoutSurvivesItsEncoding() throws Malformed {
        byte[] event = hex(MAP);
        TableMap map = TableMap.parse(event, 0, event.length, 8, true);
        BitSet one = new BitSet();
        one.set(1);
        RowLayout layout = RowLayout.of(map, true, one, new BitSet());
        RowLayout read = RowLayout.decode(layout.encode());

        assertThat(read.encode()).isEqualTo(layout.encode());
        assertThat(read.logged(Side.BEFORE)).isEqualTo(one);
        assertThat(read.logged(Side.AFTER)).isEqualTo(new BitSet());
        assertThat(read.partialUpdate()).isTrue();
        assertThat(read.map().mariaDb()).isTrue();
    }
}
