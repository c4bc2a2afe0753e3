package org.rowback.ui.timeline;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.rowback.history.model.Op;
import org.rowback.history.query.History;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.TimeFormat;

import java.util.Optional;
import java.util.Set;

/// The timeline: which time is in view, what is brushed, and the counts to draw. Asks for as many bins as there is room
/// for, never for changes.
public final class TimelineViewModel {
    private static final long LEAST_MICROS = 10 * Bins.SECOND;

    private final History history;
    private final Lane viewLane;
    private final Lane overviewLane;
    private final ReadOnlyObjectWrapper<TimeRange> full =
            new ReadOnlyObjectWrapper<>(new TimeRange(0, LEAST_MICROS));
    private final ObjectProperty<TimeRange> view =
            new SimpleObjectProperty<>(new TimeRange(0, LEAST_MICROS));
    private final ObjectProperty<Optional<TimeRange>> brush =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private final ReadOnlyObjectWrapper<TimelineData> lanes =
            new ReadOnlyObjectWrapper<>(TimelineData.NOTHING);
    private final ReadOnlyObjectWrapper<TimelineData> overview =
            new ReadOnlyObjectWrapper<>(TimelineData.NOTHING);
    private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
    private HitCounts hits = HitCounts.NONE;
    private int bins = 300;
    private int mostLanes = 6;

    public TimelineViewModel(History history, TaskRunner tasks) {
        this.history = history;
        viewLane = tasks.lane();
        overviewLane = tasks.lane();
        view.subscribe(_ -> loadView());
    }

    /// All the time that the case covers.
    public ReadOnlyObjectProperty<TimeRange> full() {
        return full.getReadOnlyProperty();
    }

    /// The time in view.
    public ObjectProperty<TimeRange> view() {
        return view;
    }

    /// The time that all panes are about; empty for all.
    public ObjectProperty<Optional<TimeRange>> brush() {
        return brush;
    }

    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    ReadOnlyObjectProperty<TimelineData> lanes() {
        return lanes.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<TimelineData> overview() {
        return overview.getReadOnlyProperty();
    }

    /// Why there is nothing to draw; empty where there is.
    public ReadOnlyObjectProperty<String> problem() {
        return problem.getReadOnlyProperty();
    }

    /// The case covers this time now. A view of all of it stays one.
    public void cover(TimeRange range) {
        boolean seesAll = view.get().equals(full.get());
        long pad = Math.max(LEAST_MICROS / 2, range.micros() / 100);
        TimeRange padded = new TimeRange(range.fromMicros() - pad, range.toMicros() + pad);
        if (!padded.equals(full.get())) {
            full.set(padded);
            if (seesAll) {
                view.set(padded);
            }
        }
        loadOverview();
        loadView();
    }

    /// Says how much room there is.
    void room(int newBins, int newLanes) {
        if (newBins > 0 && (newBins != bins || newLanes != mostLanes)) {
            bins = newBins;
            mostLanes = newLanes;
            loadOverview();
            loadView();
        }
    }

    /// The filter that hits are coloured by has changed.
    public void highlight(HitCounts newHits) {
        hits = newHits;
        loadView();
        loadOverview();
    }

    /// Zooms so that the instant at a share of the view stays where it is; a factor below 1 zooms in.
    public void zoom(double share, double factor) {
        TimeRange now = view.get();
        long width = Math.clamp((long) (now.micros() * factor), LEAST_MICROS, full.get().micros());
        long anchor = now.fromMicros() + (long) (share * now.micros());
        long from = anchor - (long) (share * width);
        show(from, width);
    }

    /// Moves the view by a share of its width.
    public void pan(double share) {
        TimeRange now = view.get();
        show(now.fromMicros() + (long) (share * now.micros()), now.micros());
    }

    public void showAll() {
        view.set(full.get());
    }

    /// Fits the brushed time into view, or all where nothing is brushed.
    public void showBrush() {
        brush.get()
                .ifPresentOrElse(
                        range -> {
                            long pad = Math.max(LEAST_MICROS / 2, range.micros() / 4);
                            show(range.fromMicros() - pad, range.micros() + 2 * pad);
                        },
                        this::showAll);
    }

    /// Brushes what is in view.
    public void brushView() {
        brush.set(Optional.of(view.get()));
    }

    private void show(long from, long wantedWidth) {
        TimeRange all = full.get();
        long width = Math.clamp(wantedWidth, Math.min(LEAST_MICROS, all.micros()), all.micros());
        long start = Math.clamp(from, all.fromMicros(), all.toMicros() - width);
        view.set(new TimeRange(start, start + width));
    }

    /// What the bucket at an instant says, for the readout and for screen readers.
    public String readout(long micros, int laneIndex) {
        TimelineData data = lanes.get();
        int bin = data.bins().at(micros);
        if (bin < 0 || data.lanes().isEmpty()) {
            return "";
        }
        TimeRange range = data.bins().bin(bin);
        String when =
                times.get().timeOfDay(range.fromMicros(), false)
                        + (range.micros() <= Bins.SECOND
                                ? ""
                                : " +" + Figures.duration(range.micros()));
        if (laneIndex < 0 || laneIndex >= data.lanes().size()) {
            return when + "   " + Figures.count(data.total(bin), "change");
        }
        TableLane lane = data.lanes().get(laneIndex);
        StringBuilder text = new StringBuilder(when).append("   ").append(lane.name());
        say(text, lane.count(Op.INSERT, bin), "insert");
        say(text, lane.count(Op.UPDATE, bin), "update");
        say(text, lane.count(Op.DELETE, bin), "delete");
        say(text, lane.count(Op.DDL, bin) + lane.count(Op.TRUNCATE, bin), "definition");
        lane.hits().ifPresent(h -> text.append(" · ").append(Figures.count(h[bin], "hit")));
        return lane.total(bin) == 0 ? text + " · nothing" : text.toString();
    }

    private static void say(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(" · ").append(Figures.count(count, unit));
        }
    }

    private void loadView() {
        Bins wanted = Bins.over(view.get(), bins);
        int most = mostLanes;
        HitCounts counts = hits;
        viewLane.ask(
                monitor ->
                        TimelineReader.read(
                                history, wanted, most, Set.of(), counts.count(wanted, monitor)),
                data -> {
                    lanes.set(data);
                    problem.set("");
                },
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }

    private void loadOverview() {
        Bins wanted = Bins.over(full.get(), bins);
        HitCounts counts = hits;
        overviewLane.ask(
                monitor ->
                        TimelineReader.read(
                                history, wanted, 1, Set.of(), counts.count(wanted, monitor)),
                overview::set,
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }
}
