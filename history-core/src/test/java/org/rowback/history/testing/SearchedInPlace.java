package org.rowback.history.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Truth;
import org.rowback.history.query.ChangeTest;
import org.rowback.history.query.Count;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.query.TableSummary;
import org.rowback.history.search.ChangeSearch;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// Checks that values read where they lie, as a scan's test sees them, are those of the decoded images.
public final class SearchedInPlace {
    private static final List<String> TERMS =
            List.of(
                    "new.%s is null",
                    "old.%s is not empty",
                    "col.%s is logged",
                    "changed(%s)",
                    "changed(only{%s})",
                    "len(new.%s) > 3",
                    "old.%s != new.%s");

    private SearchedInPlace() {}

    /// Checks every value of every change, the columns of each asked for in a random order, and a filter on every
    /// column. A case without row changes fails.
    public static void check(History history) throws RowbackException {
        values(history);
        filters(history);
    }

    private static void values(History history) throws RowbackException {
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        ChangeTest test =
                new ChangeTest() {
                    @Override
                    public Truth of(Change change) throws RowbackException {
                        if (!change.op().isRow()) {
                            return Truth.FALSE;
                        }
                        Change decoded = history.change(change.id()).orElseThrow();
                        compare(change, decoded, wrong);
                        return Truth.TRUE;
                    }

                    @Override
                    public boolean needsContext() {
                        return false;
                    }
                };
        Count count = history.count(Scan.ALL.includingVoid(), test, ImportMonitor.NONE);
        assertThat(wrong).isEmpty();
        assertThat(count.matching()).isPositive();
    }

    private static void compare(Change inPlace, Change decoded, List<String> wrong) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < 2 * decoded.schema().columns().size(); i++) {
            columns.add(i / 2);
        }
        Collections.shuffle(columns, new Random(decoded.id()));
        Optional<RowImage> before = decoded.before();
        Optional<RowImage> after = decoded.after();
        for (int i : columns) {
            if (before.isPresent() && !before.get().value(i).equals(inPlace.before(i))) {
                wrong.add(decoded + " before " + i + ": " + inPlace.before(i));
            }
            if (after.isPresent() && !after.get().value(i).equals(inPlace.after(i))) {
                wrong.add(decoded + " after " + i + ": " + inPlace.after(i));
            }
        }
    }

    private static void filters(History history) throws RowbackException {
        TreeSet<String> names = new TreeSet<>();
        for (TableSummary table : history.tables()) {
            for (SchemaVersion version : history.schemaVersions(table.id())) {
                version.columns().stream()
                        .map(Column::name)
                        .filter(name -> name.matches("[a-z][a-z0-9_]*"))
                        .forEach(names::add);
            }
        }
        List<Change> changes = new ArrayList<>();
        try (Cursor<Change> all = history.changes(Scan.ALL, ImportMonitor.NONE)) {
            while (all.next()) {
                changes.add(all.get());
            }
        }
        Catalog catalog = Catalog.of(history, ZoneOffset.UTC);
        int next = 0;
        for (String name : names) {
            String term = TERMS.get(next++ % TERMS.size());
            Filter filter = Filter.parse(term.replace("%s", name), catalog);
            Count count = new ChangeSearch(history, filter).count(ImportMonitor.NONE);
            long matching = 0;
            long undecidable = 0;
            for (Change change : changes) {
                Truth truth = filter.test(change);
                matching += truth == Truth.TRUE ? 1 : 0;
                undecidable += truth == Truth.UNDECIDABLE ? 1 : 0;
            }
            assertThat(List.of(count.matching(), count.undecidable()))
                    .describedAs(filter.text())
                    .isEqualTo(List.of(matching, undecidable));
        }
    }
}
