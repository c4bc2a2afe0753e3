package org.rowback.ui.changes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.search.Question;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

class ContextPagesTest {
    private static final History HISTORY = Incident.history(20);

    private static Question customers() throws RowbackException {
        Filter filter = Filter.parse("table:shop.customers", Catalog.of(HISTORY, ZoneId.of("UTC")));
        return new Question(HISTORY, Optional.of(filter), Optional.empty());
    }

    private static List<Long> ids(List<ChangeRow> rows) {
        return rows.stream().map(ChangeRow::id).toList();
    }

    @Test
    void showsEachHitWithItsNeighboursOnce() throws RowbackException {
        List<ChangeRow> hits = customers().page(1, true, 1_000, ImportMonitor.NONE);
        TreeSet<Long> wanted = new TreeSet<>();
        for (ChangeRow hit : hits) {
            for (long id = Math.max(1, hit.id() - 2); id <= hit.id() + 2; id++) {
                wanted.add(id);
            }
        }
        ContextPages context = new ContextPages(customers(), HISTORY, 2);
        List<ChangeRow> rows = context.page(1, true, 10_000, ImportMonitor.NONE);
        assertThat(ids(rows)).containsExactlyElementsOf(wanted);
        assertThat(rows.stream().filter(row -> !row.context()).map(ChangeRow::id))
                .containsExactlyElementsOf(ids(hits));
        assertThat(context.edge(true, ImportMonitor.NONE)).hasValue(wanted.first());
        assertThat(context.edge(false, ImportMonitor.NONE)).hasValue(wanted.last());
    }

    @Test
    void pagesBothWaysWithoutHolesOrDoubles() throws RowbackException {
        ContextPages context = new ContextPages(customers(), HISTORY, 3);
        List<ChangeRow> all = context.page(1, true, 10_000, ImportMonitor.NONE);
        for (int i = 0; i + 5 < all.size(); i++) {
            assertThat(context.page(all.get(i).id(), true, 5, ImportMonitor.NONE))
                    .isEqualTo(all.subList(i, i + 5));
            assertThat(context.page(all.get(i + 4).id(), false, 5, ImportMonitor.NONE))
                    .isEqualTo(all.subList(i, i + 5));
        }
    }
}
