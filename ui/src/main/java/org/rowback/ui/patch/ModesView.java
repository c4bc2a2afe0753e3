package org.rowback.ui.patch;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.rowback.history.revert.CollisionOutcome;
import org.rowback.history.revert.ModeOutcome;
import org.rowback.history.revert.RevertOptions.Collisions;
import org.rowback.history.revert.RevertOptions.Mode;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How to undo: the modes, each with what it comes to, whether later differences stay, and what becomes of deleted rows
/// whose place is taken.
final class ModesView extends VBox {
    private final PatchViewModel model;
    private final ChoiceList<Mode> modes = new ChoiceList<>();
    private final ChoiceList<Collisions> collisions = new ChoiceList<>();
    private final Label taken = new Label(Text.of("patch.collisions"));

    ModesView(PatchViewModel model) {
        this.model = model;
        getStyleClass().add("rb-modes");
        setId("patch-modes");
        collisions.setId("patch-collisions");
        Label title = new Label(Text.of("patch.modes"));
        title.getStyleClass().add("rb-section");
        taken.getStyleClass().add("rb-section");
        for (Mode mode : Mode.values()) {
            modes.add(
                    mode,
                    "patch-mode-" + mode.word(),
                    Text.of("patch.mode." + mode.name()),
                    Text.of("patch.mode.hint." + mode.name()),
                    model.mode()::set);
        }
        for (Collisions word : Collisions.values()) {
            collisions.add(
                    word,
                    "patch-collisions-" + word.word(),
                    Text.of("patch.collisions." + word.name()),
                    Text.of("patch.collisions.hint." + word.name()),
                    model::collide);
        }
        getChildren().addAll(title, modes, new RelativeView(model.relative()), taken, collisions);
        model.mode().subscribe(modes::select);
        model.basket().subscribe(basket -> collisions.select(basket.collisions()));
        model.checks().outcomes().subscribe(_ -> show());
        model.checks().collisions().subscribe(_ -> show());
        model.preview().subscribe(_ -> show());
    }

    private void show() {
        boolean nothing = model.preview().get() instanceof PatchViewModel.Preview.Nothing;
        String counting = nothing ? "" : Text.of("patch.mode.counting");
        Map<Mode, ModeOutcome> outcomes = model.checks().outcomes().get();
        modes.say(
                mode -> {
                    ModeOutcome outcome = outcomes.get(mode);
                    return outcome == null ? counting : describe(outcome);
                });
        Map<Collisions, CollisionOutcome> words = model.checks().collisions().get();
        collisions.say(
                word -> {
                    CollisionOutcome outcome = words.get(word);
                    return outcome == null ? "" : describe(outcome);
                });
        boolean asked = !words.isEmpty() || model.basket().get().collisions() != Collisions.REFUSE;
        taken.setVisible(asked);
        taken.setManaged(asked);
        collisions.setVisible(asked);
        collisions.setManaged(asked);
    }

    /// What a word on collisions comes to.
    static String describe(CollisionOutcome outcome) {
        List<String> parts = new ArrayList<>();
        if (outcome.newKeys() > 0) {
            String rows = Figures.count(outcome.newKeys(), "row");
            parts.add(Text.of("patch.collisions.new", rows));
        }
        if (outcome.following() > 0) {
            parts.add(Text.of("patch.collisions.follow", Figures.count(outcome.following())));
        }
        if (outcome.kept() > 0) {
            String rows = Figures.count(outcome.kept(), "row");
            parts.add(Text.of("patch.collisions.kept", rows));
        }
        if (outcome.blocked() > 0) {
            String rows = Figures.count(outcome.blocked(), "row");
            parts.add(Text.of("patch.collisions.blocked", rows));
        }
        return parts.isEmpty() ? Text.of("patch.collisions.none") : String.join(" · ", parts);
    }

    /// What a mode comes to: how much it undoes, what it leaves and what it costs.
    static String describe(ModeOutcome outcome) {
        if (outcome.refusal().isPresent()) {
            return Text.of("patch.mode.refused", Figures.count(outcome.open(), "row"));
        }
        StringBuilder text = new StringBuilder(Figures.count(outcome.statements(), "row"));
        text.append(' ').append(Text.of("patch.mode.undone"));
        if (outcome.leftOut() > 0) {
            text.append(" · ").append(Text.of("patch.mode.left", Figures.count(outcome.leftOut())));
        }
        if (outcome.dependants() > 0) {
            text.append(" · ")
                    .append(
                            Text.of(
                                    "patch.mode.lost",
                                    Figures.count(outcome.dependants(), "good change")));
        }
        if (outcome.split() > 0) {
            text.append(" · ")
                    .append(
                            Text.of(
                                    "patch.mode.split",
                                    Figures.count(outcome.split(), "transaction")));
        }
        return text.toString();
    }
}
