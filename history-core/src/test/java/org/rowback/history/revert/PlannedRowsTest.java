package org.rowback.history.revert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowback.history.revert.Shop.ADDRESSES;
import static org.rowback.history.revert.Shop.CUSTOMERS;
import static org.rowback.history.revert.Shop.ITEMS;
import static org.rowback.history.revert.Shop.USERS;
import static org.rowback.history.revert.Shop.delete;
import static org.rowback.history.revert.Shop.insert;
import static org.rowback.history.revert.Shop.row;
import static org.rowback.history.revert.Shop.update;

import org.junit.jupiter.api.Test;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowbackException;

import java.util.List;

class PlannedRowsTest {
    private static List<PlannedRow> rows() throws RowbackException {
        Shop shop = new Shop();
        shop.good(insert(CUSTOMERS, 1, "ann"));
        shop.good(insert(ADDRESSES, 5, 1, "Ulm"));
        shop.bad(delete(CUSTOMERS, 1, "ann"));
        shop.bad(update(ITEMS, row(1, 10, 5, "a"), row(1, ColumnValue.NULL, 5, "b\0\n")));
        shop.good(update(ITEMS, row(1, ColumnValue.NULL, 5, "b\0\n"), row(1, 7, 5, "b\0\n")));
        shop.bad(insert(CUSTOMERS, 8, "forged"));
        shop.bad(update(USERS, row(1, "a@x"), row(1, "tmp")));
        shop.bad(update(USERS, row(2, "b@x"), row(2, "a@x")));
        shop.bad(update(USERS, row(1, "tmp"), row(1, "b@x")));
        return shop.plan().rows();
    }

    @Test
    void givesBackWhatItWroteToItsFile() throws RowbackException {
        List<PlannedRow> rows = rows();
        PlannedRows spilled = new PlannedRows(2);
        for (PlannedRow row : rows) {
            spilled.append(row);
        }
        assertThat(spilled).containsExactlyElementsOf(rows);
        for (int i = rows.size() - 1; i >= 0; i--) {
            assertThat(spilled.get(i)).isEqualTo(rows.get(i));
        }
        assertThat(spilled.tables()).isEqualTo(PlannedRows.of(rows).tables());
        assertThat(spilled.statements()).isEqualTo(PlannedRows.of(rows).statements());
    }

    @Test
    void replacesARowThatIsInItsFile() throws RowbackException {
        List<PlannedRow> rows = rows();
        PlannedRows spilled = new PlannedRows(0);
        for (PlannedRow row : rows) {
            spilled.append(row);
        }
        PlannedRow refused = rows.getFirst().refused(RowState.BLOCKED, "no", List.of());
        spilled.replace(0, refused);
        assertThat(spilled.getFirst()).isEqualTo(refused);
        assertThat(spilled.hasUndo(0)).isFalse();
        assertThat(spilled.open().get(0)).isTrue();
        assertThat(spilled.get(1)).isEqualTo(rows.get(1));
        assertThat(spilled.tables().get(refused.table())).containsEntry(RowState.BLOCKED, 1L);
    }

    @Test
    void holdsLittleOfManyRowsInMemory() throws RowbackException {
        PlannedRow row = rows().getFirst();
        PlannedRows many = new PlannedRows();
        long before = usedBytes();
        int count = 60_000;
        for (int i = 0; i < count; i++) {
            many.append(row.numbered(i + 1));
        }
        assertThat((usedBytes() - before) / count).isLessThan(100);
        assertThat(many.get(count - 1).number()).isEqualTo(count);
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
