package org.rowback.ui.rowhistory;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.rowback.ui.changes.ChangeRow;

/// The versions as a strip of beads, v1 ── v2 ── v3; a click looks at one. Of very many only those near the one looked at.
final class VersionStrip extends ScrollPane {
    private static final int MOST = 60;

    private final RowHistoryViewModel model;
    private final HBox beads = new HBox();

    VersionStrip(RowHistoryViewModel model) {
        this.model = model;
        getStyleClass().addAll("rb-strip", "rb-plain-scroll");
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setHbarPolicy(ScrollBarPolicy.AS_NEEDED);
        setFitToHeight(true);
        setContent(beads);
        beads.setAlignment(Pos.CENTER_LEFT);
        beads.getStyleClass().add("rb-beads");
        model.versions().addListener((ListChangeListener<VersionRow>) _ -> build());
        model.looked().subscribe(_ -> build());
        build();
    }

    private void build() {
        beads.getChildren().clear();
        int looked = model.looked().get();
        int from = Math.clamp((long) looked - MOST / 2, 0, Math.max(0, model.size() - MOST));
        int to = Math.min(model.size(), from + MOST);
        ToggleGroup group = new ToggleGroup();
        for (int i = from; i < to; i++) {
            if (i > from) {
                Region line = new Region();
                line.getStyleClass().add("rb-bead-line");
                beads.getChildren().add(line);
            }
            beads.getChildren().add(bead(i, i == looked, group));
        }
        setVisible(model.size() > 0);
        setManaged(model.size() > 0);
    }

    private ToggleButton bead(int step, boolean selected, ToggleGroup group) {
        VersionRow row = model.versions().get(step);
        ToggleButton bead = new ToggleButton(ChangeRow.glyph(row.change().op()) + " " + row.name());
        bead.getStyleClass().addAll("rb-bead", "rb-bead-" + row.change().op().word());
        bead.setToggleGroup(group);
        bead.setSelected(selected);
        bead.setTooltip(
                new Tooltip(
                        model.times().getValue().full(row.change().transaction().commitTimeMicros())
                                + "\n"
                                + row.set()));
        bead.setOnAction(_ -> model.looked().set(step));
        return bead;
    }
}
