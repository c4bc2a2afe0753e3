package org.rowback.ui.importing;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.query.Cursor;
import org.rowback.ui.OpenCase;
import org.rowback.ui.Services;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Imports evidence into the open case: one import at a time, others wait; what was read can be explored meanwhile.
public final class ImportViewModel {
    private static final long REFRESH_NANOS = 1_500_000_000L;

    /// As long as there is nothing to explore, one waits for anything at all.
    private static final long EARLY_REFRESH_NANOS = 250_000_000L;

    /// How many findings there are of a kind.
    public record FindingCount(Finding.Kind kind, long count) {}

    private record Sources(List<Source> sources, List<FindingCount> findings) {}

    private final Services services;
    private final OpenCase target;
    private final Lane lane;
    private final Lane sourceLane;
    private final LongSupplier clock;
    private final BooleanSupplier nothingYet;
    private final Runnable refresh;
    private final Deque<List<Path>> waiting = new ArrayDeque<>();
    private final ObservableList<SourceProgress> running = FXCollections.observableArrayList();
    private final ObservableList<Source> sources = FXCollections.observableArrayList();
    private final ObservableList<FindingCount> findings = FXCollections.observableArrayList();
    private final ObservableList<String> refused = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private long refreshedNanos;

    /// @param clock nanoseconds, as of `System.nanoTime`
    /// @param nothingYet whether there is nothing to explore
    /// @param refresh told when there is more to explore
    public ImportViewModel(
            Services services,
            OpenCase target,
            TaskRunner tasks,
            LongSupplier clock,
            BooleanSupplier nothingYet,
            Runnable refresh) {
        this.services = services;
        this.target = target;
        this.clock = clock;
        this.nothingYet = nothingYet;
        this.refresh = refresh;
        lane = tasks.lane();
        sourceLane = tasks.lane();
        listSources();
    }

    /// The evidence of the import under way, or of the last one.
    public ObservableList<SourceProgress> running() {
        return running;
    }

    /// What the case holds.
    public ObservableList<Source> sources() {
        return sources;
    }

    /// What is wrong or missing, by kind, worst first.
    public ObservableList<FindingCount> findings() {
        return findings;
    }

    /// One sentence for each piece of evidence that could not be used.
    public ObservableList<String> refused() {
        return refused;
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What came of the last import: one sentence.
    public ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /// Imports files and folders, after those already under way.
    public void add(List<Path> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        if (busy.get()) {
            waiting.add(evidence);
            return;
        }
        running.clear();
        refused.clear();
        result.set("");
        busy.set(true);
        refreshedNanos = clock.getAsLong();
        lane.ask(
                monitor -> services.importInto(target, evidence, monitor),
                this::heard,
                this::finished,
                this::failed);
    }

    /// Stops the import; what was read stays.
    public void cancel() {
        waiting.clear();
        lane.stop();
    }

    private void heard(Progress now) {
        long nanos = clock.getAsLong();
        int last = running.size() - 1;
        if (last >= 0 && running.get(last).progress().phase().equals(now.phase())) {
            running.set(last, running.get(last).heard(now, nanos));
        } else {
            endLast(SourceProgress.State.DONE, nanos);
            running.add(new SourceProgress(now, nanos, nanos, SourceProgress.State.RUNNING));
        }
        long wait = nothingYet.getAsBoolean() ? EARLY_REFRESH_NANOS : REFRESH_NANOS;
        if (nanos - refreshedNanos > wait) {
            refreshedNanos = nanos;
            listSources();
            refresh.run();
        }
    }

    private void endLast(SourceProgress.State how, long nanos) {
        int last = running.size() - 1;
        if (last >= 0) {
            running.set(last, running.get(last).ended(how, nanos));
        }
    }

    private void finished(Services.ImportResult done) {
        endLast(SourceProgress.State.DONE, clock.getAsLong());
        refused.setAll(done.refused());
        result.set(
                Text.of(
                        "import.done",
                        Figures.count(done.changes(), "change"),
                        Figures.count(done.sources(), "source"),
                        Figures.count(done.findings(), "finding")));
        next();
    }

    private void failed(RowbackException failure) {
        endLast(SourceProgress.State.STOPPED, clock.getAsLong());
        if (failure instanceof RowbackException.Cancelled) {
            result.set(Text.of("import.cancelled"));
        } else {
            refused.add(String.valueOf(failure.getMessage()));
            result.set(Text.of("import.failed"));
        }
        next();
    }

    private void next() {
        busy.set(false);
        listSources();
        refresh.run();
        List<Path> more = waiting.poll();
        if (more != null) {
            add(more);
        }
    }

    private void listSources() {
        sourceLane.ask(
                _ -> new Sources(target.history().sources(), countFindings()),
                now -> {
                    sources.setAll(now.sources());
                    findings.setAll(now.findings());
                },
                failure -> result.set(String.valueOf(failure.getMessage())));
    }

    private List<FindingCount> countFindings() throws RowbackException {
        Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);
        try (Cursor<Finding> cursor = target.history().findings()) {
            while (cursor.next()) {
                counts.merge(cursor.get().kind(), 1L, Long::sum);
            }
        }
        return counts.entrySet().stream()
                .map(e -> new FindingCount(e.getKey(), e.getValue()))
                .sorted(
                        java.util.Comparator.comparing(
                                        (FindingCount f) -> f.kind().severity(),
                                        java.util.Comparator.reverseOrder())
                                .thenComparing(FindingCount::kind))
                .toList();
    }
}
