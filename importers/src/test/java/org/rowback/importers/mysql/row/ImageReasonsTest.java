package org.rowback.importers.mysql.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.Column;
import org.rowback.history.model.Column.Generated;
import org.rowback.history.model.SchemaVersion;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

class ImageReasonsTest {
    private static final int LONG = WireType.LONG;

    private static Columns table() {
        return new Columns().add(LONG, "").add(LONG, "").add(WireType.BLOB, "02");
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int i : set) {
            bits.set(i);
        }
        return bits;
    }

    private static String reason(Columns table, BitSet before, BitSet after) throws Malformed {
        RowLayout layout = RowLayout.of(table.map(), false, before, after);
        return ImageReasons.of(layout, table.described())[2].reason();
    }

    @Test
    void tellsTheImageSettingFromTheLoggedColumns() throws Malformed {
        assertThat(reason(table(), bits(0), bits(1))).isEqualTo("binlog_row_image=MINIMAL");
        assertThat(reason(table(), bits(0, 1), bits(0, 1))).isEqualTo("binlog_row_image=NOBLOB");
        assertThat(reason(table().mariaDb(), bits(0, 1, 2), bits(1)))
                .isEqualTo("binlog_row_image=FULL_NODUP");
    }

    @Test
    void knowsVirtualColumnsThatAreNeverLogged() throws Malformed {
        SchemaVersion described = table().described();
        List<Column> columns = new ArrayList<>(described.columns());
        Column c = columns.get(2);
        columns.set(
                2,
                new Column(
                        c.name(),
                        c.nameFrom(),
                        c.type(),
                        c.typeFrom(),
                        true,
                        Generated.VIRTUAL,
                        false));
        SchemaVersion schema = Columns.withColumns(described, columns, List.of());
        RowLayout layout = RowLayout.of(table().map(), false, bits(0, 1), bits(0, 1));

        assertThat(ImageReasons.of(layout, schema)[2].reason()).contains("virtual");
    }
}
