package org.rowback.ui.cells;

import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Makes the cells of a table something to point at: a click moves the cursor's column, the menu key and the right button
/// open the menu.
public final class PointedCell {
    private PointedCell() {}

    /// Opens the menu of a cell.
    @FunctionalInterface
    public interface Opener {
        void open(Node owner, CellSubject cell, double screenX, double screenY);
    }

    /// @param pointed told which column was pressed
    /// @param current the cell of the cursor
    public static void connect(
            TableView<?> table,
            IntConsumer pointed,
            Supplier<Optional<CellSubject>> current,
            Supplier<Opener> opener) {
        table.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event ->
                        cellAt(table, event.getPickResult().getIntersectedNode())
                                .ifPresent(cell -> pointed.accept(column(table, cell))));
        table.addEventHandler(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    if (!event.isKeyboardTrigger()) {
                        Optional<TableCell<?, ?>> cell =
                                cellAt(table, event.getPickResult().getIntersectedNode());
                        if (cell.isEmpty()) {
                            return;
                        }
                        // Systems differ in whether the press that selects the row comes first.
                        table.getSelectionModel().clearAndSelect(cell.get().getIndex());
                        pointed.accept(column(table, cell.get()));
                    }
                    current.get()
                            .ifPresent(
                                    cell ->
                                            opener.get()
                                                    .open(
                                                            table,
                                                            cell,
                                                            event.getScreenX(),
                                                            event.getScreenY()));
                    event.consume();
                });
    }

    private static int column(TableView<?> table, TableCell<?, ?> cell) {
        return table.getColumns().indexOf(cell.getTableColumn());
    }

    private static Optional<TableCell<?, ?>> cellAt(TableView<?> table, @Nullable Node hit) {
        for (Node node = hit; node != null && node != table; node = node.getParent()) {
            if (node instanceof TableCell<?, ?> cell && !cell.isEmpty()) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }
}
