package org.rowback.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.rowback.history.query.CaseTotals;
import org.rowback.ui.explorer.ExplorerViewModel;
import org.rowback.ui.search.Tally;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;

import java.util.Optional;

/// The line at the bottom: how much is shown of how much, findings, what is under way.
final class StatusBar extends HBox {
    private final ExplorerViewModel explorer;
    private final Label shown = new Label();
    private final Label totals = new Label();
    private final Label findings = new Label();
    private final Label said = new Label();

    StatusBar(ExplorerViewModel explorer, Runnable openFindings, Node zone) {
        this.explorer = explorer;
        getStyleClass().add("rb-status");
        setAlignment(Pos.CENTER_LEFT);
        shown.setId("status-shown");
        findings.getStyleClass().add("rb-status-link");
        findings.setOnMouseClicked(_ -> openFindings.run());
        said.setId("status-said");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(shown, totals, findings, gap, said, zone);
        explorer.tally().subscribe(_ -> refresh());
        explorer.totals().subscribe(_ -> refresh());
        explorer.problem().subscribe(this::say);
    }

    /// Says something at the right end.
    void say(String text) {
        said.setText(text);
    }

    private void refresh() {
        Optional<Tally> count = explorer.tally().get();
        long all = explorer.totals().get().map(CaseTotals::changes).orElse(0L);
        shown.setText(
                count.isPresent()
                        ? Text.of(
                                "status.shown",
                                Figures.count(count.get().hits()),
                                Figures.count(all))
                        : Text.of("status.counting", Figures.count(all)));
        totals.setText(
                explorer.totals()
                        .get()
                        .map(t -> Figures.count(t.transactions(), "transaction"))
                        .orElse(""));
        long found = explorer.totals().get().map(CaseTotals::findings).orElse(0L);
        findings.setText(Figures.count(found, "finding"));
        findings.getStyleClass().remove("rb-warning-text");
        if (found > 0) {
            findings.getStyleClass().add("rb-warning-text");
        }
    }
}
