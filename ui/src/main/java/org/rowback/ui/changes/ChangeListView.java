package org.rowback.ui.changes;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

import org.rowback.ui.cells.CellSubject;
import org.rowback.ui.cells.PointedCell;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/// The change list on screen: a table that holds the visible rows only, with a scroll bar of its own over change ids.
public final class ChangeListView extends Region {
    static final double ROW_HEIGHT = 24;

    private final ChangeListViewModel model;
    private final TableView<ChangeRow> table = new TableView<>();
    private final ScrollBar bar = new ScrollBar();
    private final Label message = new Label();
    private final ObjectProperty<TimeFormat> times = new SimpleObjectProperty<>(TimeFormat.UTC);
    private LongPredicate staged = _ -> false;
    private Runnable open = () -> {};
    private Runnable stage = () -> {};
    private final ChangeColumns columns = new ChangeColumns(() -> timesNow(), id -> isStaged(id));
    private PointedCell.Opener menu = (_, _, _, _) -> {};
    private boolean settling;
    private double owedPixels;

    public ChangeListView(ChangeListViewModel model) {
        this.model = model;
        getStyleClass().add("rb-change-list");
        table.setId("changes");
        table.setItems(model.visible());
        table.setFixedCellSize(ROW_HEIGHT);
        table.setPlaceholder(new Region());
        table.getStyleClass().addAll("dense", "rb-dense");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        table.setRowFactory(_ -> new ChangeRowCell(id -> staged.test(id)));
        columns.putInto(table);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setMin(0);
        bar.setMax(1);
        bar.setFocusTraversable(false);
        message.getStyleClass().add("rb-empty");
        message.setWrapText(true);
        message.setAlignment(Pos.CENTER);
        getChildren().addAll(table, bar, message);
        connect();
    }

    /// How times are written.
    public ObjectProperty<TimeFormat> times() {
        return times;
    }

    private TimeFormat timesNow() {
        return times.get();
    }

    private boolean isStaged(long id) {
        return staged.test(id);
    }

    /// What the right button and the menu key do.
    public void onMenu(PointedCell.Opener opener) {
        menu = opener;
    }

    /// The cell that the cursor is in.
    public Optional<CellSubject> cell() {
        return model.current().map(columns::cell);
    }

    /// Says which changes are in the patch; [#refreshMarks()] shows it.
    public void markStaged(LongPredicate inPatch) {
        staged = inPatch;
    }

    public void refreshMarks() {
        table.refresh();
    }

    /// The part that takes the focus.
    public TableView<ChangeRow> table() {
        return table;
    }

    /// What Enter or a double click does.
    public void onOpen(Runnable action) {
        open = action;
    }

    /// What Space does.
    public void onStage(Runnable action) {
        stage = action;
    }

    public void focusList() {
        table.requestFocus();
    }

    private void connect() {
        times.subscribe(table::refresh);
        table.addEventFilter(ScrollEvent.SCROLL, this::wheel);
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        table.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> table.requestFocus());
        PointedCell.connect(table, columns::go, this::cell, () -> menu);
        table.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getClickCount() == 2) {
                        open.run();
                    }
                });
        bar.valueProperty()
                .addListener(
                        (_, _, share) -> {
                            if (!settling) {
                                model.jumpTo(share.doubleValue());
                            }
                        });
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (_, _, row) -> {
                            if (!settling && row != null) {
                                model.select(row.id());
                            }
                        });
        model.visible()
                .addListener((javafx.collections.ListChangeListener<ChangeRow>) _ -> settle());
        model.currentId().subscribe(_ -> settle());
        model.position().subscribe(_ -> settle());
        model.state().subscribe(this::say);
    }

    /// Makes table and scroll bar show where the model is, without telling the model so again.
    private void settle() {
        if (settling) {
            return;
        }
        settling = true;
        try {
            bar.setVisibleAmount(Math.max(0.02, model.visibleShare()));
            bar.setValue(model.position().get());
            bar.setVisible(model.visibleShare() < 1);
            int at = -1;
            for (int i = 0; i < model.visible().size(); i++) {
                if (model.visible().get(i).id() == model.currentId().get()) {
                    at = i;
                }
            }
            if (at < 0) {
                table.getSelectionModel().clearSelection();
            } else {
                table.getSelectionModel().clearAndSelect(at);
                table.getFocusModel().focus(at);
            }
        } finally {
            settling = false;
        }
    }

    private void say(ChangeListViewModel.State state) {
        message.setText(
                switch (state) {
                    case ChangeListViewModel.State.Loading _, ChangeListViewModel.State.Rows _ ->
                            "";
                    case ChangeListViewModel.State.Empty _ -> Text.of("changes.empty");
                    case ChangeListViewModel.State.Failed failed -> failed.message();
                });
        message.setVisible(!message.getText().isEmpty());
    }

    private void wheel(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            owedPixels -= event.getDeltaY();
            int rows = (int) (owedPixels / ROW_HEIGHT * 1.8);
            if (rows != 0) {
                owedPixels = 0;
                model.scrollBy(rows);
            }
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        BooleanSupplier move =
                switch (event.getCode()) {
                    case UP, KP_UP -> moving(-1);
                    case DOWN, KP_DOWN -> moving(1);
                    case PAGE_UP -> moving(1 - model.rowsOnScreen());
                    case PAGE_DOWN -> moving(model.rowsOnScreen() - 1);
                    case LEFT, KP_LEFT -> doing(() -> columns.move(-1));
                    case RIGHT, KP_RIGHT -> doing(() -> columns.move(1));
                    case HOME -> doing(model::toStart);
                    case END -> doing(model::toEnd);
                    case ENTER -> doing(open);
                    case SPACE -> doing(stage);
                    default -> () -> false;
                };
        if (move.getAsBoolean()) {
            event.consume();
        }
    }

    private BooleanSupplier moving(int rows) {
        return doing(() -> model.moveCurrent(rows));
    }

    private static BooleanSupplier doing(Runnable action) {
        return () -> {
            action.run();
            return true;
        };
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double barWidth = 12;
        double header = 28;
        table.resizeRelocate(0, 0, width - barWidth, height);
        bar.resizeRelocate(width - barWidth, header, barWidth, Math.max(0, height - header));
        message.resizeRelocate(20, header + 10, Math.max(0, width - 40), Math.min(120, height));
        model.resize((int) Math.floor((height - header - 2) / ROW_HEIGHT));
    }
}
