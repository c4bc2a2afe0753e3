package org.rowback.ui.diff;

import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;
import org.rowback.ui.text.Text;

import java.util.Locale;

/// A cell for a value: text in the monospaced face, everything that is no value as a badge.
public final class ValueCell<S> extends TableCell<S, ShownValue> {
    private static final PseudoClass NO_ROW = PseudoClass.getPseudoClass("norow");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private final Label badge = new Label();

    /// Marks a value that the change did not log, as the command line marks it.
    private final Label star = new Label("*");

    public ValueCell() {
        getStyleClass().add("rb-value-cell");
        badge.getStyleClass().add("rb-badge");
        star.getStyleClass().add("rb-filled");
        setContentDisplay(ContentDisplay.RIGHT);
    }

    @Override
    protected void updateItem(@Nullable ShownValue value, boolean empty) {
        super.updateItem(value, empty);
        setTooltip(null);
        if (value == null || empty) {
            setText(null);
            setGraphic(null);
            pseudoClassStateChanged(FILLED, false);
            pseudoClassStateChanged(NO_ROW, false);
            return;
        }
        boolean filled = value.filledFrom() > 0;
        pseudoClassStateChanged(FILLED, filled);
        pseudoClassStateChanged(NO_ROW, value.kind() == ShownValue.Kind.NO_ROW);
        if (value.isBadge()) {
            badge.setText(value.label() + (filled ? " *" : ""));
            badge.getStyleClass().setAll("label", "rb-badge", style(value.kind()));
            setText(null);
            setGraphic(badge);
            if (value.kind() == ShownValue.Kind.NOT_LOGGED
                    || value.kind() == ShownValue.Kind.UNDECODABLE) {
                setTooltip(new Tooltip(value.text()));
            }
        } else {
            setGraphic(filled ? star : null);
            String text = value.label();
            setText((text.length() > 400 ? text.substring(0, 400) + "…" : text).replace('\n', '⏎'));
        }
        if (filled) {
            setTooltip(new Tooltip(Text.of("diff.filled", Long.toString(value.filledFrom()))));
        }
    }

    private static String style(ShownValue.Kind kind) {
        return "rb-badge-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
