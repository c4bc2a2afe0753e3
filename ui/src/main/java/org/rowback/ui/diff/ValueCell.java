package org.rowback.ui.diff;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;
import org.rowback.ui.text.Text;

import java.util.Locale;

/// A cell for a value: text in the monospaced face, everything that is no value as a badge.
public final class ValueCell<S> extends TableCell<S, ShownValue> {
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private final javafx.scene.control.Label badge = new javafx.scene.control.Label();

    public ValueCell() {
        getStyleClass().add("rb-value-cell");
        badge.getStyleClass().add("rb-badge");
    }

    @Override
    protected void updateItem(@Nullable ShownValue value, boolean empty) {
        super.updateItem(value, empty);
        setTooltip(null);
        if (value == null || empty) {
            setText(null);
            setGraphic(null);
            pseudoClassStateChanged(FILLED, false);
            return;
        }
        pseudoClassStateChanged(FILLED, value.filledFrom() > 0);
        if (value.isBadge()) {
            badge.setText(value.label());
            badge.getStyleClass().setAll("label", "rb-badge", style(value.kind()));
            setText(null);
            setGraphic(badge);
            if (value.kind() == ShownValue.Kind.NOT_LOGGED
                    || value.kind() == ShownValue.Kind.UNDECODABLE) {
                setTooltip(new Tooltip(value.text()));
            }
        } else {
            setGraphic(null);
            String text = value.label();
            setText((text.length() > 400 ? text.substring(0, 400) + "…" : text).replace('\n', '⏎'));
        }
        if (value.filledFrom() > 0) {
            setTooltip(new Tooltip(Text.of("diff.filled", Long.toString(value.filledFrom()))));
        }
    }

    private static String style(ShownValue.Kind kind) {
        return "rb-badge-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
