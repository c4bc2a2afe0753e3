package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.patch.EarlierPatch;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.PlannedCell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.Resolution;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fx.TaskRunner;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is decided of rows and columns in the window, and what becomes of it.
class RowDecisionsTest {
    private static final History HISTORY = Incident.history(40);

    private final Notebook journal = new Notebook();
    private final PatchViewModel patch = opened();

    private PatchViewModel opened() {
        return new PatchViewModel(
                HISTORY,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    private RevertPlan staged() {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        patch.addAll(
                "incident", (from, to, _, monitor) -> HISTORY.changes(bad.ids(from, to), monitor));
        return plan(patch);
    }

    private static RevertPlan plan(PatchViewModel model) {
        return ((PatchViewModel.Preview.Ready) model.preview().get()).plan();
    }

    private PlannedRow again(PlannedRow row) {
        return plan(patch).rows().stream()
                .filter(r -> r.table().equals(row.table()) && r.key().equals(row.key()))
                .findFirst()
                .orElseThrow();
    }

    private static PlannedRow updated(RevertPlan plan) {
        return plan.rows().stream()
                .filter(r -> r.undo().filter(u -> u.kind() == Undo.Kind.UPDATE).isPresent())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leavesARowAndKeepsThatInTheJournal() {
        PlannedRow row = updated(staged());
        patch.decisions().keep(List.of(row), "");
        assertThat(again(row).undo()).isEmpty();
        assertThat(again(row).resolution()).isEqualTo(Resolution.BY_USER);
        assertThat(opened().basket().get()).isEqualTo(patch.basket().get());
        patch.decisions().takeBack(List.of(row), "");
        assertThat(again(row).undo()).isPresent();
        assertThat(opened().options().decisions().isEmpty()).isTrue();
    }

    @Test
    void givesAColumnAnOwnValueWhichUndoTakesBack() {
        PlannedRow row = updated(staged());
        String column = row.cells().getFirst().column();
        patch.decisions().own(List.of(row), column, Optional.of("77"));
        assertThat(again(row).cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.OWN);
        assertThat(patch.sql().get().text()).isNotEmpty();
        patch.undo();
        assertThat(again(row).cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.UNDO);
        patch.redo();
        assertThat(again(row).cells().getFirst().fate()).isEqualTo(PlannedCell.Fate.OWN);
    }

    @Test
    void saysWhyAnOwnValueDoesNotFitBeforeItIsTaken() {
        PlannedRow row = updated(staged());
        String column = row.cells().getFirst().column();
        assertThat(patch.decisions().misfit(row, column, Optional.of("cheap")))
                .hasValueSatisfying(why -> assertThat(why).contains(column).contains("cheap"));
        assertThat(patch.decisions().misfit(row, column, Optional.of("77"))).isEmpty();
    }

    @Test
    void decidesRowsThatAreAlikeTogether() {
        List<PlannedRow> alike =
                staged().rows().stream()
                        .filter(r -> r.table().equals(updated(plan(patch)).table()))
                        .filter(r -> r.undo().isPresent() && !r.cells().isEmpty())
                        .limit(20)
                        .toList();
        String column = alike.getFirst().cells().getFirst().column();
        patch.decisions().keep(alike, column);
        assertThat(alike).allMatch(row -> again(row).cells().getFirst().decided());
        assertThat(patch.basket().get().decisions().all()).hasSize(1);
    }

    @Test
    void takesOneOfManyBackAndLeavesTheOthers() {
        List<PlannedRow> alike =
                staged().rows().stream()
                        .filter(r -> r.table().equals(updated(plan(patch)).table()))
                        .filter(r -> r.undo().isPresent())
                        .limit(3)
                        .toList();
        patch.decisions().keep(alike, "");
        patch.decisions().takeBack(List.of(alike.getFirst()), "");
        assertThat(again(alike.getFirst()).undo()).isPresent();
        assertThat(again(alike.getLast()).undo()).isEmpty();
    }

    @Test
    void writesItsChoicesBesideThePatchSoThatACommandCanTakeThem(@TempDir Path folder)
            throws Exception {
        PlannedRow row = updated(staged());
        patch.decisions().keep(List.of(row), "");
        patch.mode().set(RevertOptions.Mode.NONCONFLICTING);
        ExportViewModel export =
                new ExportViewModel(
                        HISTORY,
                        plan(patch),
                        patch.checks().dryRun().get(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.write();
        EarlierPatch earlier = EarlierPatch.read(export.folder().get());
        assertThat(earlier.options().decisions()).isEqualTo(patch.basket().get().decisions());
        assertThat(java.nio.file.Files.readString(export.folder().get().resolve("report.html")))
                .contains("rowback revert")
                .contains("--rebase");
    }
}
