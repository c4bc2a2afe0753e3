package org.rowback.importers.postgres.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Canonical;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.importers.postgres.logical.LogicalCase;
import org.rowback.importers.postgres.replay.HistoryList.Written;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds raw WAL to what logical decoding says of the same writes: the same changes in the same order, and every value
/// that a capture has is the one that raw WAL has.
final class SameChanges {
    /// Tables with REPLICA IDENTITY FULL: captures have all of their old rows.
    private static final Set<String> WHOLE = Set.of("whole", "keyless", "every_full");

    /// Columns that not every version's plugin sends, and those of the table that an ALTER changes in the middle: a
    /// capture has no DDL, its columns are named as the schema file names them.
    private static final Set<String> GENERATED = Set.of("gen");

    private static final String ALTERED = "altered";

    private final String form;
    private long values;
    private long lsns;

    private SameChanges(String form) {
        this.form = form;
    }

    /// @return how many values were compared
    static long hold(String form, LogicalCase capture, List<Written> raw) throws Exception {
        return new SameChanges(form).hold(capture, raw);
    }

    private long hold(LogicalCase capture, List<Written> raw) throws Exception {
        Iterator<Written> ours = raw.stream().filter(w -> w.op() != Op.DDL).iterator();
        try (Cursor<Change> theirs = capture.file.history().changes(Scan.ALL, ImportMonitor.NONE)) {
            while (theirs.next()) {
                Change change = theirs.get();
                assertThat(ours.hasNext()).as("%s has more: %s", form, change).isTrue();
                hold(change, ours.next());
            }
        }
        assertThat(ours.hasNext()).as("%s has fewer", form).isFalse();
        assertThat(lsns != 0).as("%s says LSNs", form).isEqualTo(form.contains("pgoutput"));
        return values;
    }

    private void hold(Change change, Written ours) {
        assertThat(change.op() + " " + change.table() + " " + change.transaction().xid())
                .as("%s, change %d", form, change.id())
                .isEqualTo(ours.op() + " " + ours.table() + " " + ours.xid());
        if (change.transaction().lsn() != 0) {
            lsns++;
            assertThat(change.transaction().lsn()).isEqualTo(ours.end());
        }
        if (!change.op().isRow()) {
            return;
        }
        boolean whole = WHOLE.contains(change.table().table());
        same(change.before(), ours.before(), whole, change);
        same(change.after(), ours.after(), false, change);
    }

    private void same(
            Optional<RowImage> theirs, Optional<RowImage> ours, boolean whole, Change change) {
        assertThat(theirs.isPresent()).as("%s: %s", form, change).isEqualTo(ours.isPresent());
        if (theirs.isEmpty() || ours.isEmpty()) {
            return;
        }
        RowImage image = ours.get();
        for (int i = 0; i < image.size(); i++) {
            String name = image.schema().columns().get(i).name();
            int at = theirs.get().schema().indexOf(name);
            if (at < 0) {
                assertThat(change.table().table().equals(ALTERED) || GENERATED.contains(name))
                        .as("%s: %s of %s is not there", form, name, change.table())
                        .isTrue();
                continue;
            }
            ColumnValue value = theirs.get().value(at);
            if (value instanceof ColumnValue.NotLogged) {
                assertThat(whole && !GENERATED.contains(name))
                        .as("%s: %s of %s is not logged", form, name, change.table())
                        .isFalse();
            } else {
                values++;
                assertThat(Canonical.same(image.value(i), value))
                        .as(
                                "%s, %s %s.%s: %s is not %s",
                                form, change.op(), change.table(), name, image.value(i), value)
                        .isTrue();
            }
        }
    }
}
