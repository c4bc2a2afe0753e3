package org.rowback.ui.drawer;

import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Finding;

import java.util.Locale;

/// A finding's line: severity by glyph and colour, its meaning as tooltip.
final class FindingRow extends TableRow<Finding> {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");

    static String glyph(Finding.Severity severity) {
        return switch (severity) {
            case NOTE -> "○";
            case WARNING -> "▲";
            case ERROR -> "■";
        };
    }

    static String word(Finding finding) {
        return finding.kind().severity().name().toLowerCase(Locale.ROOT);
    }

    @Override
    protected void updateItem(@Nullable Finding finding, boolean empty) {
        super.updateItem(finding, empty);
        Finding.Severity severity =
                finding == null || empty ? Finding.Severity.NOTE : finding.kind().severity();
        pseudoClassStateChanged(ERROR, severity == Finding.Severity.ERROR);
        pseudoClassStateChanged(WARNING, severity == Finding.Severity.WARNING);
        setTooltip(finding == null || empty ? null : new Tooltip(finding.kind().meaning()));
    }
}
