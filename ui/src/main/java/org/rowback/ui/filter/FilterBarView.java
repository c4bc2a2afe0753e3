package org.rowback.ui.filter;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import org.fxmisc.richtext.StyleClassedTextField;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.rowback.ui.text.Text;
import org.rowback.ui.theme.Icons;

/// The filter bar: one line of coloured text, green, yellow or red by whether it is understood. Enter puts it in force, Esc
/// brings the last one back.
public final class FilterBarView extends HBox {
    private static final PseudoClass VALID = PseudoClass.getPseudoClass("valid");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final PseudoClass FOCUS = PseudoClass.getPseudoClass("focus");

    private final FilterViewModel model;
    private final StyleClassedTextField field = new StyleClassedTextField();
    private final CompletionPopup completion;
    private boolean settling;

    public FilterBarView(FilterViewModel model) {
        this.model = model;
        getStyleClass().add("rb-filter");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("filter");
        field.getStyleClass().add("rb-filter-field");
        // Its line of text sits above the middle whatever its padding is.
        field.setTranslateY(2);
        field.setAccessibleText(Text.of("filter.name"));
        Label ghost = new Label(Text.of("filter.ghost"));
        ghost.getStyleClass().add("rb-ghost");
        ghost.setMouseTransparent(true);
        ghost.visibleProperty().bind(model.text().isEmpty());
        StackPane stack = new StackPane(field, ghost);
        StackPane.setAlignment(ghost, Pos.CENTER_LEFT);
        HBox.setHgrow(stack, Priority.ALWAYS);
        Button clear =
                Icons.button(
                        Material2OutlinedAL.CLOSE, Text.of("filter.clear"), () -> model.use(""));
        clear.visibleProperty().bind(model.text().isNotEmpty());
        getChildren().addAll(Icons.icon(Material2OutlinedAL.FILTER_ALT, 18), stack, clear);
        completion = new CompletionPopup(model, field);
        connect();
    }

    private void connect() {
        field.textProperty()
                .addListener(
                        (_, _, text) -> {
                            if (!settling) {
                                model.text().set(text);
                            }
                        });
        model.text()
                .subscribe(
                        text -> {
                            if (!text.equals(field.getText())) {
                                settling = true;
                                field.replaceText(text);
                                field.moveTo(text.length());
                                settling = false;
                            }
                            paint();
                        });
        model.state().subscribe(_ -> paint());
        model.rested().subscribe(_ -> paint());
        model.prepared()
                .subscribe(
                        (_, _) -> {
                            field.requestFocus();
                            field.moveTo(field.getLength());
                        });
        field.focusedProperty().subscribe(on -> pseudoClassStateChanged(FOCUS, on));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent event) {
        if (completion.handles(event)) {
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            completion.hide();
            model.apply();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            model.revert();
            event.consume();
        }
    }

    private void paint() {
        FilterState now = model.state().get();
        FilterState shown = model.rested().get();
        String text = field.getText();
        boolean known = now.text().equals(text.strip()) || now.text().equals(text);
        boolean valid = known && now instanceof FilterState.Valid && !text.isBlank();
        boolean warning = valid && now instanceof FilterState.Valid v && !v.warnings().isEmpty();
        boolean invalid = known && now instanceof FilterState.Invalid && now.equals(shown);
        pseudoClassStateChanged(VALID, valid && !warning);
        pseudoClassStateChanged(WARNING, warning);
        pseudoClassStateChanged(INVALID, invalid);
        if (!text.isEmpty()) {
            field.setStyleSpans(
                    0,
                    FilterColours.of(
                            text,
                            invalid ? java.util.Optional.of(shown) : java.util.Optional.empty()));
        }
    }

    /// Puts the caret into the bar.
    public void edit() {
        field.requestFocus();
        field.selectAll();
    }
}
