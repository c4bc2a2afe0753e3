package org.rowback.ui.patch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertOptions;
import org.rowback.history.revert.RevertOptions.Mode;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.simulation.Simulation;
import org.rowback.ui.fixture.HandDelay;
import org.rowback.ui.fixture.Incident;
import org.rowback.ui.fixture.Notebook;
import org.rowback.ui.fx.TaskRunner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class PatchViewModelTest {
    private static final History HISTORY = Incident.history(40);

    private final Notebook journal = new Notebook();
    private final PatchViewModel patch =
            new PatchViewModel(
                    HISTORY,
                    journal,
                    TaskRunner.immediate().line(),
                    TaskRunner.immediate(),
                    HandDelay.none());

    private static long firstBad() throws RowbackException {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        try (Cursor<org.rowback.history.model.Change> changes =
                HISTORY.changes(bad, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().transaction().thread() == Incident.AGENT) {
                    return changes.get().id();
                }
            }
        }
        throw new AssertionError("no bad change");
    }

    @Test
    void writesTheStatementOfAStagedChange() throws RowbackException {
        patch.toggle(firstBad());
        assertThat(patch.preview().get()).isInstanceOf(PatchViewModel.Preview.Ready.class);
        assertThat(patch.sql().get().text()).contains("UPDATE `shop`.`orders`").contains("`total`");
    }

    private RevertPlan plan() {
        return ((PatchViewModel.Preview.Ready) patch.preview().get()).plan();
    }

    private void stageTheIncident() {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        patch.addAll(
                "incident", (from, to, _, monitor) -> HISTORY.changes(bad.ids(from, to), monitor));
    }

    @Test
    void saysWhatEachModeComesToBeforeOneIsChosen() {
        stageTheIncident();
        Map<Mode, ModeOutcome> outcomes = patch.checks().outcomes().get();
        assertThat(outcomes).containsOnlyKeys(Mode.values());
        for (Mode mode : Mode.values()) {
            patch.mode().set(mode);
            assertThat(plan().options().mode()).isEqualTo(mode);
            ModeOutcome said = outcomes.get(mode);
            assertThat(said.refusal().isPresent()).isEqualTo(plan().refusal().isPresent());
            if (said.refusal().isEmpty()) {
                assertThat(said.statements()).isEqualTo(plan().statementCount());
                assertThat(ModesView.describe(said)).contains("undone");
            } else {
                assertThat(ModesView.describe(said)).contains("nothing:");
            }
        }
    }

    @Test
    void triesEveryStatementOnTheRowsThatTheLogLeaves() {
        stageTheIncident();
        Simulation run = patch.checks().dryRun().get().orElseThrow();
        assertThat(run.failures(3)).isEmpty();
        assertThat(run.planId()).isEqualTo(plan().id());
        assertThat(run.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(plan().statementCount());
        assertThat(run.openStatements()).isLessThanOrEqualTo(plan().statementCount());
    }

    @Test
    void leavesARowAndAllItsSelectedChangesWhereThatIsDecided() {
        stageTheIncident();
        PlannedRow row = plan().rows().getFirst();
        long before = patch.basket().get().size();
        patch.decisions().takeOut(List.of(row));
        assertThat(patch.basket().get().size()).isLessThan(before);
        assertThat(plan().rows())
                .noneMatch(
                        other ->
                                other.table().equals(row.table()) && other.key().equals(row.key()));
        assertThat(reopened().basket().get()).isEqualTo(patch.basket().get());
        patch.undo();
        assertThat(patch.basket().get().size()).isEqualTo(before);
    }

    @Test
    void plansWithLaterDifferencesWhereTheUserWantsThem() {
        stageTheIncident();
        patch.relative().take(RevertOptions.ALL, true);
        assertThat(plan().options().relative()).containsExactly(RevertOptions.ALL);
        patch.relative().take(RevertOptions.ALL, false);
        assertThat(plan().options().relative()).isEmpty();
    }

    @Test
    void stagingAgainTakesTheChangeOut() throws RowbackException {
        patch.toggle(firstBad());
        patch.toggle(firstBad());
        assertThat(patch.basket().get().isEmpty()).isTrue();
        assertThat(patch.preview().get()).isEqualTo(new PatchViewModel.Preview.Nothing());
        assertThat(patch.blocked()).isPresent();
    }

    @Test
    void addsEverythingThatAnswersAndUndoesIt() {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.toMicros());
        patch.addAll(
                "time in the incident",
                (from, to, forward, monitor) -> HISTORY.changes(bad.ids(from, to), monitor));
        assertThat(patch.basket().get().size()).isGreaterThan(1_000);
        assertThat(patch.basket().get().description()).isEqualTo("time in the incident");
        patch.undo();
        assertThat(patch.basket().get().isEmpty()).isTrue();
        patch.redo();
        assertThat(patch.basket().get().size()).isGreaterThan(1_000);
    }

    @Test
    void saysHowManyWereTakenOutOfARule() throws RowbackException {
        Scan bad = Scan.ALL.times(Incident.BAD.fromMicros(), Incident.BAD.fromMicros() + 5_000_000);
        patch.addAll("rule", (from, to, _, monitor) -> HISTORY.changes(bad.ids(from, to), monitor));
        patch.toggle(firstBad());
        assertThat(patch.basket().get().description()).isEqualTo("rule, without 1 change");
    }

    @Test
    void addingNothingSaysSo() {
        patch.addAll("nothing", (_, _, _, monitor) -> HISTORY.changes(Scan.ALL.ids(1, 0), monitor));
        assertThat(patch.basket().get().isEmpty()).isTrue();
        assertThat(patch.said().get()).contains("nothing was added");
    }

    @Test
    void exportsEveryFile(@TempDir Path folder) throws RowbackException {
        patch.toggle(firstBad());
        PatchViewModel.Preview.Ready ready = (PatchViewModel.Preview.Ready) patch.preview().get();
        ExportViewModel export =
                new ExportViewModel(
                        HISTORY,
                        ready.plan(),
                        patch.checks().dryRun().get(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.write();
        assertThat(export.state().get()).isInstanceOf(ExportViewModel.State.Written.class);
        assertThat(ExportViewModel.FILES)
                .allMatch(file -> Files.exists(export.folder().get().resolve(file)));
    }

    @Test
    void saysWhyAFolderCannotBeWritten(@TempDir Path folder) throws Exception {
        patch.toggle(firstBad());
        PatchViewModel.Preview.Ready ready = (PatchViewModel.Preview.Ready) patch.preview().get();
        ExportViewModel export =
                new ExportViewModel(
                        HISTORY,
                        ready.plan(),
                        patch.checks().dryRun().get(),
                        Optional.empty(),
                        folder.resolve("a.rowback"),
                        ExportViewModel.Afterwards.NOTHING,
                        TaskRunner.immediate());
        export.folder().set(Files.writeString(folder.resolve("file"), "not a folder"));
        export.write();
        assertThat(export.state().get()).isInstanceOf(ExportViewModel.State.Failed.class);
    }

    private PatchViewModel reopened() {
        return new PatchViewModel(
                HISTORY,
                journal,
                TaskRunner.immediate().line(),
                TaskRunner.immediate(),
                HandDelay.none());
    }

    @Test
    void keepsEachStepOfTheSelectionInTheJournal() {
        patch.addAll(
                "id in 5..9",
                new org.rowback.ui.search.Question(
                        HISTORY, java.util.Optional.empty(), java.util.Optional.of(Incident.BAD)));
        long one = patch.basket().get().ids().nextSetBit(0);
        patch.toggle(one);
        patch.toggle(1);
        PatchViewModel again = reopened();
        assertThat(again.basket().get()).isEqualTo(patch.basket().get());
        assertThat(again.basket().get().contains(one)).isFalse();
        assertThat(again.basket().get().rules()).containsExactly("id in 5..9");
        assertThat(again.preview().get()).isInstanceOf(PatchViewModel.Preview.Ready.class);
    }

    @Test
    void undoReachesBackIntoAnEarlierWindowAndIsKeptToo() {
        patch.toggle(3);
        patch.toggle(4);
        PatchViewModel again = reopened();
        again.undo();
        assertThat(again.basket().get().ids().stream()).containsExactly(3);
        assertThat(reopened().basket().get().ids().stream()).containsExactly(3);
        again.redo();
        assertThat(reopened().basket().get().ids().stream()).containsExactly(3, 4);
    }

    @Test
    void anEmptiedSelectionStaysEmpty() {
        patch.toggle(3);
        patch.clear();
        assertThat(reopened().basket().get().isEmpty()).isTrue();
    }

    @Test
    void saysWhenTheSelectionCannotBeKept() {
        PatchViewModel stuck =
                new PatchViewModel(
                        HISTORY,
                        new org.rowback.ui.Decisions() {
                            @Override
                            public java.util.List<String> standing(String kind) {
                                return java.util.List.of();
                            }

                            @Override
                            public void add(String kind, String json)
                                    throws org.rowback.history.model.RowbackException {
                                throw new org.rowback.history.model.RowbackException.CaseFile(
                                        "the disk is full");
                            }

                            @Override
                            public void undo(String kind) {
                                throw new AssertionError();
                            }

                            @Override
                            public void redo(String kind) {
                                throw new AssertionError();
                            }
                        },
                        TaskRunner.immediate().line(),
                        TaskRunner.immediate(),
                        HandDelay.none());
        stuck.toggle(3);
        assertThat(stuck.basket().get().contains(3)).isTrue();
        assertThat(stuck.said().get()).contains("the disk is full");
    }
}
