package org.rowback.ui.patch;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.rowback.ui.text.Text;

import java.util.List;

/// Which later differences stay, each choice with its evidence and with what it comes to.
final class RelativeView extends VBox {
    private final RelativeViewModel model;
    private final VBox choices = new VBox(8);

    RelativeView(RelativeViewModel model) {
        super(4);
        this.model = model;
        setId("patch-relative");
        Label title = new Label(Text.of("relative.title"));
        title.getStyleClass().add("rb-section");
        title.setTooltip(ChoiceList.hint(Text.of("relative.hint")));
        getChildren().addAll(title, muted(Text.of("relative.what")), choices);
        model.offers().subscribe(this::show);
    }

    private void show(List<RelativeViewModel.Offer> offers) {
        setVisible(!offers.isEmpty());
        setManaged(isVisible());
        choices.getChildren().setAll(offers.stream().map(this::choice).toList());
    }

    private VBox choice(RelativeViewModel.Offer offer) {
        CheckBox box = new CheckBox(offer.text());
        box.setId("relative-" + offer.name().replaceAll("\\W", "-"));
        box.setMnemonicParsing(false);
        box.setSelected(offer.isTaken());
        box.setDisable(!offer.blocked().isEmpty());
        box.setOnAction(_ -> model.take(offer.name(), box.isSelected()));
        VBox all = new VBox(1, box);
        if (box.isDisable()) {
            Tooltip.install(all, ChoiceList.hint(offer.blocked()));
            all.getChildren().add(muted(offer.blocked()));
        }
        if (!offer.evidence().isEmpty()) {
            all.getChildren().add(muted(offer.evidence()));
        }
        if (!offer.sum().isEmpty()) {
            Label sum = new Label(offer.sum());
            sum.setWrapText(true);
            sum.setMinHeight(Region.USE_PREF_SIZE);
            sum.getStyleClass().add("rb-mode-sum");
            all.getChildren().add(sum);
        }
        return all;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("rb-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
