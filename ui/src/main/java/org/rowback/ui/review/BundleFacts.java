package org.rowback.ui.review;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.history.patch.PatchBundle;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.Map;

/// What a patch says of itself: what selected its changes, how it was planned, its tables, its evidence.
final class BundleFacts {
    private static final int SHOWN_DIGITS = 16;

    private BundleFacts() {}

    static void show(PatchBundle bundle, VBox into) {
        into.getChildren().clear();
        section(into, Text.of("review.patch"));
        Label id = label(into, bundle.patch().id(), "rb-basket-size");
        id.setId("review-id");
        label(into, bundle.description(), "rb-rule");
        label(
                into,
                Text.of(
                        "review.about",
                        Figures.count(bundle.statements(), "statement"),
                        bundle.patch().dialect(),
                        Text.of("patch.mode." + bundle.patch().options().mode().name())),
                "rb-plain");
        if (!bundle.plannedBy().isEmpty()) {
            label(into, Text.of("review.by", bundle.plannedBy()), "rb-plain");
        }
        if (!bundle.patch().options().relative().isEmpty()) {
            label(
                    into,
                    Text.of(
                            "review.relative",
                            String.join(
                                    ", ",
                                    bundle.patch().options().relative().stream()
                                            .sorted()
                                            .toList())),
                    "rb-plain");
        }
        section(into, Text.of("basket.tables"));
        for (PatchBundle.Table table : bundle.tables()) {
            label(into, table.name(), "rb-recent-name");
            label(into, describe(table.states()), "rb-plain");
        }
        for (String warning : bundle.warnings()) {
            label(into, "▲ " + warning, "rb-warning-text");
        }
        section(into, Text.of("review.evidence"));
        for (PatchBundle.Evidence log : bundle.evidence()) {
            Label name = label(into, log.name(), "rb-fact-value");
            name.setTooltip(new Tooltip("SHA-256 " + log.sha256()));
            String sha = log.sha256();
            label(
                    into,
                    "sha256 " + sha.substring(0, Math.min(SHOWN_DIGITS, sha.length())) + "…",
                    "rb-muted");
        }
    }

    private static String describe(Map<String, Long> states) {
        StringBuilder text = new StringBuilder();
        states.forEach(
                (state, count) ->
                        text.append(text.isEmpty() ? "" : " · ")
                                .append(Figures.count(count))
                                .append(' ')
                                .append(state));
        return text.toString();
    }

    private static void section(VBox into, String text) {
        label(into, text, "rb-section");
    }

    private static Label label(VBox into, String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        into.getChildren().add(label);
        return label;
    }
}
