package org.rowback.ui.patch;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.text.Figures;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;

/// The patch's SQL, highlighted, read-only, a page at a time. It is never run from here.
public final class SqlView extends BorderPane {
    private final CodeArea area = new CodeArea();
    private final Label empty = new Label();
    private final HBox pager;
    private final Label number = new Label();

    public SqlView(PatchViewModel model) {
        getStyleClass().add("rb-sql");
        area.setEditable(false);
        area.setFocusTraversable(true);
        area.setWrapText(false);
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.getStyleClass().add("rb-sql-area");
        area.setAccessibleText(Text.of("patch.sql"));
        empty.getStyleClass().add("rb-empty");
        empty.setWrapText(true);
        setCenter(new StackPane(new VirtualizedScrollPane<>(area), empty));
        pager =
                new HBox(
                        6,
                        Icons.button(
                                Material2OutlinedAL.CHEVRON_LEFT,
                                Text.of("patch.page.before"),
                                () -> model.page().set(Math.max(0, model.page().get() - 1))),
                        number,
                        Icons.button(
                                Material2OutlinedAL.CHEVRON_RIGHT,
                                Text.of("patch.page.after"),
                                () ->
                                        model.page()
                                                .set(
                                                        Math.min(
                                                                model.sql().get().pages() - 1,
                                                                model.page().get() + 1))));
        pager.setAlignment(Pos.CENTER);
        setBottom(pager);
        model.sql().subscribe(this::show);
        model.preview().subscribe(this::say);
    }

    private void show(SqlPage page) {
        area.replaceText(page.text());
        if (!page.text().isEmpty()) {
            area.setStyleSpans(0, SqlColours.of(page.text()));
        }
        area.moveTo(0);
        area.requestFollowCaret();
        number.setText(
                Text.of(
                        "patch.page",
                        Figures.count(page.number() + 1L),
                        Figures.count(page.pages())));
        pager.setVisible(page.pages() > 1);
        pager.setManaged(page.pages() > 1);
    }

    private void say(PatchViewModel.Preview preview) {
        empty.setText(
                switch (preview) {
                    case PatchViewModel.Preview.Nothing _ -> Text.of("patch.empty");
                    case PatchViewModel.Preview.Planning _ -> "";
                    case PatchViewModel.Preview.Failed failed -> failed.message();
                    case PatchViewModel.Preview.Ready ready ->
                            ready.plan().statementCount() == 0
                                    ? Text.of("patch.blocked.nothing")
                                    : "";
                });
        empty.setVisible(!empty.getText().isEmpty());
    }

    /// The text on screen.
    public String text() {
        return area.getText();
    }
}
