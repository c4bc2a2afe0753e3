package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.revert.CollisionOutcome;
import org.rowback.history.revert.RevertOptions.Collisions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.testing.InMemoryHistory;
import org.rowback.history.testing.InMemoryHistory.Row;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fx.TaskRunner;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of deleted rows whose place is taken, as chosen in the window.
class CollisionChoicesTest {
    private static final SchemaVersion OWNERS = table("owners", List.of(), "name");
    private static final SchemaVersion PETS =
            table(
                    "pets",
                    List.of(
                            new ForeignKey(
                                    "of",
                                    List.of("name"),
                                    OWNERS.table(),
                                    List.of("id"),
                                    ForeignKey.Action.NO_ACTION,
                                    ForeignKey.Action.NO_ACTION)),
                    "name");

    private final InMemoryHistory history = new InMemoryHistory();
    private final Notebook journal = new Notebook();
    private final PatchViewModel patch;

    CollisionChoicesTest() {
        history.commit(1_000_000, 8, Row.delete(PETS, row(10, n(1))));
        history.commit(2_000_000, 8, Row.delete(OWNERS, row(1, text("Ann"))));
        history.commit(3_000_000, 7, Row.insert(OWNERS, row(1, text("Bob"))));
        history.commit(4_000_000, 8, Row.delete(OWNERS, row(2, text("Eve"))));
        patch = opened();
    }

    private PatchViewModel opened() {
        return new PatchViewModel(
                history,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    private static ColumnValue n(long value) {
        return new Datum.IntegerDatum(value);
    }

    private static ColumnValue text(String text) {
        return new Datum.TextDatum(
                text, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), "utf8mb4");
    }

    private static ColumnValue[] row(long id, ColumnValue value) {
        return new ColumnValue[] {n(id), value};
    }

    private static SchemaVersion table(String name, List<ForeignKey> keys, String second) {
        boolean refers = !keys.isEmpty();
        return new SchemaVersion(
                new TableName("zoo", name),
                List.of(
                        column("id", Family.INTEGER, Column.Generated.COUNTER),
                        column(second, refers ? Family.INTEGER : Family.TEXT, Column.Generated.NO)),
                List.of("id"),
                List.of(),
                keys,
                Knowledge.LOG_METADATA,
                "test");
    }

    private static Column column(String name, Family family, Column.Generated generated) {
        String sql = family == Family.INTEGER ? "int" : "varchar(20)";
        return new Column(
                name,
                Knowledge.LOG_METADATA,
                new ColumnType(sql, family, false, "utf8mb4", List.of(), 0),
                Knowledge.LOG_METADATA,
                true,
                generated,
                false);
    }

    private void selectTheBad() {
        for (long id : new long[] {1, 2, 4}) {
            patch.toggle(id);
        }
    }

    private RevertPlan plan() {
        return ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
    }

    @Test
    void saysWhatEachChoiceComesToBeforeOneIsMade() {
        selectTheBad();
        Map<Collisions, CollisionOutcome> outcomes = patch.checks().collisions().get();
        assertThat(outcomes)
                .containsEntry(Collisions.REFUSE, new CollisionOutcome(0, 0, 0, 2))
                .containsEntry(Collisions.NEW_KEY, new CollisionOutcome(1, 1, 0, 0))
                .containsEntry(Collisions.QUARANTINE, new CollisionOutcome(0, 0, 2, 0));
        assertThat(outcomes.values().stream().map(ModesView::describe))
                .containsExactly(
                        "2 rows not, or not wholly",
                        "1 row with a new key · 1 following",
                        "2 rows kept beside");
    }

    @Test
    void plansAsChosen() {
        selectTheBad();
        assertThat(plan().statementCount()).isEqualTo(1);
        patch.collide(Collisions.NEW_KEY);
        assertThat(plan().options().collisions()).isEqualTo(Collisions.NEW_KEY);
        assertThat(plan().statementCount()).isEqualTo(3);
        assertThat(patch.blocked()).isEmpty();
    }

    @Test
    void keepsTheChoiceInTheCaseAndTakesItBack() {
        selectTheBad();
        patch.collide(Collisions.QUARANTINE);
        assertThat(opened().basket().get()).isEqualTo(patch.basket().get());
        assertThat(opened().options().collisions()).isEqualTo(Collisions.QUARANTINE);
        patch.undo();
        assertThat(plan().options().collisions()).isEqualTo(Collisions.REFUSE);
        assertThat(opened().options().collisions()).isEqualTo(Collisions.REFUSE);
    }

    @Test
    void asksNothingWhereNothingIsInTheWay() {
        patch.toggle(4);
        assertThat(patch.checks().collisions().get()).isEmpty();
    }

    @Test
    void exportsWhatPlansTheSameAgain(@TempDir Path folder) throws RowbackException {
        selectTheBad();
        patch.collide(Collisions.QUARANTINE);
        ExportViewModel export =
                new ExportViewModel(
                        history,
                        plan(),
                        patch.checks().dryRun().get(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.write();
        assertThat(export.files()).startsWith("prepare.sql");
        Path patchFolder = export.folder().get();
        assertThat(export.files()).allMatch(file -> Files.exists(patchFolder.resolve(file)));
        assertThat(EarlierPatch.read(patchFolder).options().collisions())
                .isEqualTo(Collisions.QUARANTINE);
    }
}
