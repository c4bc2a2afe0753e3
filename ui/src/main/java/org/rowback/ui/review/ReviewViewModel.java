package org.rowback.ui.review;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.rowback.history.model.RowbackException;
import org.rowback.history.patch.PatchBundle;
import org.rowback.history.patch.SignOffs;
import org.rowback.history.patch.SignOffs.SignOff;
import org.rowback.history.query.History;
import org.rowback.history.revert.PlanDifference;
import org.rowback.history.revert.Ranges;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.Progress;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.patch.ExportViewModel;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A patch that waits, also one that somebody else wrote: read, compared with the case as it is now, signed off.
public final class ReviewViewModel {
    /// What is known of the patch.
    public sealed interface State {
        /// None is open.
        record Nothing() implements State {}

        record Reading(Path directory, Progress progress) implements State {}

        /// Why it cannot be read: one sentence.
        record Failed(String message) implements State {}

        record Opened(PatchBundle bundle) implements State {}
    }

    /// How the patch differs from what would be planned now.
    public sealed interface Difference {
        /// Nobody asked.
        record Unknown() implements Difference {}

        record Comparing(Progress progress) implements Difference {}

        /// Why it cannot be told: one sentence.
        record Failed(String message) implements Difference {}

        record Known(Rebased rebased) implements Difference {}
    }

    private record Read(PatchBundle bundle, List<SignOff> signOffs) {}

    private static final int LONGEST = 40;

    private final Optional<History> history;
    private final Lane reading;
    private final Lane comparing;
    private final Lane signing;
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Nothing());
    private final ReadOnlyObjectWrapper<Difference> difference =
            new ReadOnlyObjectWrapper<>(new Difference.Unknown());
    private final ReadOnlyObjectWrapper<List<SignOff>> signOffs =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final StringProperty by = new SimpleStringProperty(System.getProperty("user.name", ""));
    private final StringProperty rows = new SimpleStringProperty("");
    private long draw;

    /// @param history of the case that is open; empty where none is
    public ReviewViewModel(Optional<History> history, TaskRunner tasks) {
        this.history = history;
        reading = tasks.lane();
        comparing = tasks.lane();
        signing = tasks.lane();
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Difference> difference() {
        return difference.getReadOnlyProperty();
    }

    /// Who has read the patch and agrees, in order.
    public ReadOnlyObjectProperty<List<SignOff>> signOffs() {
        return signOffs.getReadOnlyProperty();
    }

    /// Why a sign-off could not be noted: one sentence, or empty.
    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Who signs off.
    public StringProperty by() {
        return by;
    }

    /// Numbers of the rows that are signed off, e.g. `1-40,52`; empty for all.
    public StringProperty rows() {
        return rows;
    }

    /// Reads the patch in a directory, and compares it where a case is open.
    public void open(Path directory) {
        draw = 0;
        comparing.cancel();
        difference.set(new Difference.Unknown());
        problem.set("");
        read(directory, () -> history.ifPresent(_ -> compare()));
    }

    /// Shows other samples of the same patch.
    public void drawAgain() {
        draw++;
        bundle().ifPresent(now -> read(now.patch().directory(), () -> {}));
    }

    private void read(Path directory, Runnable then) {
        long wanted = draw;
        state.set(new State.Reading(directory, Progress.NONE));
        reading.ask(
                monitor ->
                        new Read(
                                PatchBundle.read(directory, wanted, monitor),
                                SignOffs.of(directory)),
                progress -> state.set(new State.Reading(directory, progress)),
                read -> {
                    signOffs.set(read.signOffs());
                    state.set(new State.Opened(read.bundle()));
                    then.run();
                },
                failure ->
                        state.set(
                                failure instanceof RowbackException.Cancelled
                                        ? new State.Nothing()
                                        : new State.Failed(String.valueOf(failure.getMessage()))));
    }

    /// The patch that is open.
    public Optional<PatchBundle> bundle() {
        return state.get() instanceof State.Opened opened
                ? Optional.of(opened.bundle())
                : Optional.empty();
    }

    /// Why the patch cannot be compared now; empty where it can.
    public Optional<String> notComparable() {
        if (history.isEmpty()) {
            return Optional.of(Text.of("review.no.case"));
        }
        return bundle().isEmpty() ? Optional.of(Text.of("review.none")) : Optional.empty();
    }

    /// Plans anew what the patch was made from, and tells what differs.
    public void compare() {
        if (notComparable().isPresent()) {
            return;
        }
        History now = history.orElseThrow();
        PatchBundle bundle = bundle().orElseThrow();
        difference.set(new Difference.Comparing(Progress.NONE));
        comparing.ask(
                monitor -> Rebased.of(now, bundle, monitor),
                progress -> difference.set(new Difference.Comparing(progress)),
                rebased -> difference.set(new Difference.Known(rebased)),
                failure ->
                        difference.set(
                                failure instanceof RowbackException.Cancelled
                                        ? new Difference.Unknown()
                                        : new Difference.Failed(
                                                String.valueOf(failure.getMessage()))));
    }

    /// Why what was planned anew cannot be written; empty where it can.
    public Optional<String> notWritable() {
        if (!(difference.get() instanceof Difference.Known known)) {
            return Optional.of(Text.of("review.unknown"));
        }
        return ExportViewModel.blocked(known.rebased().plan());
    }

    /// Stops reading or comparing.
    public void cancel() {
        reading.stop();
        comparing.stop();
    }

    /// Whether a sign-off holds, and why not where it is void.
    public String standing(SignOff signOff) {
        if (difference.get() instanceof Difference.Known known) {
            if (!signOff.isVoid(known.rebased().difference())) {
                return Text.of("signoff.holds");
            }
            return voided(signOff, known.rebased().difference());
        }
        return Text.of("signoff.unknown");
    }

    private static String voided(SignOff signOff, PlanDifference difference) {
        if (signOff.rows().isEmpty()) {
            long rows = difference.changed() + difference.added() + difference.gone();
            return Text.of("signoff.void.all", Figures.count(rows, "row"));
        }
        BitSet touched = (BitSet) signOff.rows().clone();
        touched.and(difference.touched());
        String named = Ranges.text(touched);
        return Text.of(
                "signoff.void.rows",
                named.length() > LONGEST ? named.substring(0, LONGEST) + "…" : named);
    }

    /// Whether a sign-off is known to be void.
    public boolean isVoid(SignOff signOff) {
        return difference.get() instanceof Difference.Known known
                && signOff.isVoid(known.rebased().difference());
    }

    /// Why nobody can sign off now; empty where one can.
    public Optional<String> notSignable() {
        if (bundle().isEmpty()) {
            return Optional.of(Text.of("review.none"));
        }
        return by.get().isBlank() ? Optional.of(Text.of("signoff.nobody")) : Optional.empty();
    }

    /// Notes in the patch's directory that somebody has read it and agrees.
    public void signOff() {
        if (notSignable().isPresent()) {
            return;
        }
        Path directory = bundle().orElseThrow().patch().directory();
        String who = by.get().strip();
        String which = rows.get().strip();
        problem.set("");
        signing.ask(
                _ -> {
                    SignOffs.add(directory, who, which);
                    return SignOffs.of(directory);
                },
                now -> {
                    rows.set("");
                    signOffs.set(now);
                },
                failure -> problem.set(String.valueOf(failure.getMessage())));
    }
}
