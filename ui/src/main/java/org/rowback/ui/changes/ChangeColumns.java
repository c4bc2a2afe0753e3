package org.rowback.ui.changes;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;
import org.rowback.ui.cells.CellSubject;
import org.rowback.ui.filter.CellTerm;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// The columns of the change list: what they say, what filters by them, and which one the cursor is in (← and → move it).
final class ChangeColumns {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    /// A column.
    ///
    /// @param term the filter by a cell of it
    private record Spec(
            String title,
            double width,
            String style,
            Function<ChangeRow, String> text,
            Function<ChangeRow, String> term) {}

    private final Supplier<TimeFormat> times;
    private final LongPredicate staged;
    private final List<Spec> specs = new ArrayList<>();
    private final IntegerProperty current = new SimpleIntegerProperty(3);

    ChangeColumns(Supplier<TimeFormat> times, LongPredicate staged) {
        this.times = times;
        this.staged = staged;
        add("", 26, "rb-mark-column", this::mark, row -> "id == " + row.id());
        add("changes.time", 104, "rb-mono", this::time, this::timeTerm);
        add("", 26, "rb-op-column", row -> ChangeRow.glyph(row.op()), this::opTerm);
        add("changes.table", 118, "rb-plain", ChangeRow::table, row -> CellTerm.table(row.table()));
        add("changes.key", 76, "rb-mono", ChangeRow::key, ChangeRow::rowTerm);
        add(
                "changes.thread",
                66,
                "rb-number",
                row -> number(row.thread()),
                row -> "thread == " + row.thread());
        add(
                "changes.tx",
                72,
                "rb-number",
                row -> number(row.transaction()),
                row -> "tx == " + row.transaction());
        add("changes.changed", 340, "rb-mono", ChangeRow::changed, row -> "id == " + row.id());
    }

    private void add(
            String titleKey,
            double width,
            String style,
            Function<ChangeRow, String> text,
            Function<ChangeRow, String> term) {
        String title = titleKey.isEmpty() ? "" : Text.of(titleKey);
        specs.add(new Spec(title, width, style, text, term));
    }

    void putInto(TableView<ChangeRow> table) {
        for (Spec spec : specs) {
            TableColumn<ChangeRow, String> column = new TableColumn<>(spec.title());
            int index = table.getColumns().size();
            column.setCellValueFactory(
                    row -> new ReadOnlyObjectWrapper<>(spec.text().apply(row.getValue())));
            column.setCellFactory(_ -> new Cell(index));
            column.setPrefWidth(spec.width());
            column.setSortable(false);
            column.setReorderable(false);
            column.getStyleClass().add(spec.style());
            if (spec.width() < 30) {
                column.setMaxWidth(spec.width());
                column.setResizable(false);
            }
            if (index < 3) {
                column.setMinWidth(spec.width());
            }
            table.getColumns().add(column);
        }
    }

    /// The cell of the cursor's column in a row.
    CellSubject cell(ChangeRow row) {
        Spec spec = specs.get(current.get());
        return new CellSubject(
                row.id(), spec.text().apply(row), Optional.of(spec.term().apply(row)));
    }

    /// Moves the cursor by columns.
    void move(int by) {
        go(current.get() + by);
    }

    void go(int column) {
        current.set(Math.clamp(column, 1, specs.size() - 1));
    }

    private String mark(ChangeRow row) {
        return staged.test(row.id()) ? "●" : "";
    }

    private String time(ChangeRow row) {
        return times.get().timeOfDay(row.timeMicros(), row.exactTime());
    }

    private String timeTerm(ChangeRow row) {
        return CellTerm.time(row.timeMicros(), row.exactTime(), times.get());
    }

    private String opTerm(ChangeRow row) {
        return "op:" + row.op().word();
    }

    private static String number(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private final class Cell extends TableCell<ChangeRow, String> {
        private final int column;

        private Cell(int column) {
            this.column = column;
            current.subscribe(this::mark);
            tableRowProperty().flatMap(TableRow::selectedProperty).subscribe(_ -> mark());
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            setText(empty ? null : text);
            mark();
        }

        private void mark() {
            TableRow<ChangeRow> row = getTableRow();
            boolean here = row != null && row.isSelected() && current.get() == column;
            pseudoClassStateChanged(CURRENT, here);
        }
    }
}
