package org.rowback.history.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowback.history.testing.Rows.ABSENT;
import static org.rowback.history.testing.Rows.n;
import static org.rowback.history.testing.Rows.row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Count;
import org.rowback.history.query.Scan;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.history.testing.Rows;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class ChangeSearchTest {
    private static final SchemaVersion T = Rows.table("shop.t", "id", "id int", "a int", "b int");

    private final InMemoryHistory history = new InMemoryHistory();

    /// Inserts of ids 1 to 10, then a minimal update of each.
    @BeforeEach
    void fill() {
        for (int i = 1; i <= 10; i++) {
            history.commit(i, 7, Row.insert(T, n(i), n(i % 3), n(100 + i)));
        }
        for (int i = 1; i <= 10; i++) {
            history.commit(
                    20 + i, 7, Row.update(T, row(n(i), ABSENT, ABSENT), row(ABSENT, n(9), ABSENT)));
        }
    }

    private ChangeSearch search(String where, boolean withHistory) throws RowbackException {
        Filter filter = Filter.parse(where, Catalog.of(history, ZoneOffset.UTC));
        return new ChangeSearch(history, filter, Scan.ALL, withHistory);
    }

    @Test
    void pagesForwardAndBackwardByIdWithoutOverlap() throws Exception {
        ChangeSearch search = search("op:insert new.a > 0", false);
        List<Long> forward = new ArrayList<>();
        ChangeSearch.Page page;
        long last = 0;
        do {
            page = search.page(last, true, 3, ImportMonitor.NONE);
            page.changes().forEach(c -> forward.add(c.id()));
            last = forward.getLast();
        } while (page.more());
        assertThat(forward).containsExactly(1L, 2L, 4L, 5L, 7L, 8L, 10L);
        assertThat(search.page(Long.MAX_VALUE, false, 2, ImportMonitor.NONE).changes())
                .extracting(c -> c.id())
                .containsExactly(10L, 8L);
        assertThat(search.page(8, false, 2, ImportMonitor.NONE).changes())
                .extracting(c -> c.id())
                .containsExactly(7L, 5L);
    }

    @Test
    void countsWhatItCannotDecide() throws Exception {
        assertThat(search("old.a == 1", false).count(ImportMonitor.NONE))
                .isEqualTo(new Count(0, 10, 20));
    }

    @Test
    void decidesByEarlierChangesOfTheRowWhereAsked() throws Exception {
        assertThat(search("old.a == 1", true).count(ImportMonitor.NONE))
                .isEqualTo(new Count(4, 0, 20));
    }

    @Test
    void looksUpRowsByKey() throws Exception {
        ChangeSearch search = search("shop.t key in {3, 4, 99} op:update", false);
        assertThat(search.count(ImportMonitor.NONE)).isEqualTo(new Count(2, 0, 2));
        assertThat(search.cost(ImportMonitor.NONE)).isEqualTo("index key+table+op → 4 candidates");
        assertThat(search("new.a == 0", false).cost(ImportMonitor.NONE))
                .isEqualTo("full scan of 20");
    }

    @Test
    void staysInsideTheBoundsGiven() throws Exception {
        Filter filter = Filter.parse("op:insert", Catalog.of(history, ZoneOffset.UTC));
        ChangeSearch search =
                new ChangeSearch(history, filter, Scan.ALL.ids(3, 5).backward(), false);
        assertThat(search.count(ImportMonitor.NONE).matching()).isEqualTo(3);
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        ImportMonitor stop =
                new ImportMonitor() {
                    @Override
                    public void progress(String phase, long done, long total, String unit) {}

                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                };
        ChangeSearch search = search("shop.t key == 3", false);
        assertThatThrownBy(() -> search.count(stop)).isInstanceOf(RowbackException.Cancelled.class);
    }
}
