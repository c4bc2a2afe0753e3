package org.rowback.ui.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.text.TimeFormat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class CellTermTest {
    private static final History HISTORY = Incident.history(10);

    private static void isTrueOf(Change change, String term, Catalog catalog)
            throws RowbackException {
        Filter filter = Filter.parse(term, catalog);
        assertThat(filter.test(change)).as(term).isEqualTo(Truth.TRUE);
        assertThat(filter.test(change)).as(term).isEqualTo(Truth.TRUE);
    }

    private static void values(
            Change change, String side, Optional<RowImage> row, List<String> to) {
        for (int i = 0; row.isPresent() && i < row.get().size(); i++) {
            CellTerm.value(side, change.schema().columns().get(i).name(), row.get().value(i))
                    .ifPresent(to::add);
        }
    }

    @Test
    void eachTermIsTrueOfTheChangeItWasMadeFromInEveryZone() throws RowbackException {
        for (String zone : new String[] {"UTC", "Asia/Kolkata", "America/St_Johns"}) {
            Catalog catalog = Catalog.of(HISTORY, ZoneId.of(zone));
            TimeFormat times = new TimeFormat(ZoneId.of(zone));
            Set<String> seen = new HashSet<>();
            try (Cursor<Change> all = HISTORY.changes(Scan.ALL, ImportMonitor.NONE)) {
                while (all.next()) {
                    Change change = all.get();
                    if (seen.add(change.table() + change.op().word() + change.id() % 5)) {
                        List<String> terms = new ArrayList<>();
                        values(change, "old", change.before(), terms);
                        values(change, "new", change.after(), terms);
                        terms.add(CellTerm.table(change.table().toString()));
                        terms.add(CellTerm.row(change.table().toString(), change.key()));
                        terms.add(
                                CellTerm.time(
                                        change.transaction().commitTimeMicros(),
                                        change.transaction().timeExactToMicros(),
                                        times));
                        for (String term : terms) {
                            isTrueOf(change, term, catalog);
                        }
                    }
                }
            }
            assertThat(seen.size()).isGreaterThan(30);
        }
    }

    @Test
    void aTermHoldsWhateverTextAValueHas() throws RowbackException {
        for (String text :
                new String[] {"it's", "a\\b", "\"x\"", "line\nline", "-- no", "ключ", ""}) {
            String term =
                    CellTerm.value(
                                    "new",
                                    "note",
                                    new org.rowback.history.model.Datum.TextDatum(
                                            text,
                                            org.rowback.history.model.Bytes.of(
                                                    text.getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .UTF_8)),
                                            "utf8mb4"))
                            .orElseThrow();
            Catalog catalog = Catalog.of(HISTORY, ZoneId.of("UTC"));
            String both = FilterText.and("op:update or op:insert", FilterText.not(term));
            assertThat(Filter.parse(both, catalog).text()).contains(term);
        }
    }

    @Test
    void quotesNamesThatAreNotPlain() {
        assertThat(CellTerm.changed("order total")).isEqualTo("changed(`order total`)");
    }
}
