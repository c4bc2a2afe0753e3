package org.rowback.ui.changes;

import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Op;

import java.util.function.LongPredicate;

/// A row of the change list: coloured by its op, marked where it is in the patch.
final class ChangeRowCell extends TableRow<ChangeRow> {
    private static final PseudoClass INSERT = PseudoClass.getPseudoClass("insert");
    private static final PseudoClass UPDATE = PseudoClass.getPseudoClass("update");
    private static final PseudoClass DELETE = PseudoClass.getPseudoClass("delete");
    private static final PseudoClass STAGED = PseudoClass.getPseudoClass("staged");
    private static final PseudoClass CONTEXT = PseudoClass.getPseudoClass("context");
    private static final PseudoClass VOID = PseudoClass.getPseudoClass("void");

    private final LongPredicate staged;

    ChangeRowCell(LongPredicate staged) {
        this.staged = staged;
    }

    @Override
    protected void updateItem(@Nullable ChangeRow row, boolean empty) {
        super.updateItem(row, empty);
        ChangeRow shown = empty ? null : row;
        pseudoClassStateChanged(INSERT, shown != null && shown.op() == Op.INSERT);
        pseudoClassStateChanged(UPDATE, shown != null && shown.op() == Op.UPDATE);
        pseudoClassStateChanged(DELETE, shown != null && shown.op() == Op.DELETE);
        pseudoClassStateChanged(STAGED, shown != null && staged.test(shown.id()));
        pseudoClassStateChanged(CONTEXT, shown != null && shown.context());
        pseudoClassStateChanged(VOID, shown != null && shown.isVoid());
        if (shown != null) {
            setAccessibleText(
                    String.join(
                            " ", shown.op().word(), shown.table(), shown.key(), shown.changed()));
        }
    }
}
