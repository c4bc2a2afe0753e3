package org.rowback.ui.patch;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.report.Mask;
import org.rowback.history.revert.Cell;
import org.rowback.history.revert.PlannedRow;
import org.rowback.history.revert.RevertPlan;
import org.rowback.history.revert.Undo;
import org.rowback.ui.fx.TaskRunner;
import org.rowback.ui.text.Text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The columns that a patch touches, and those of them that reviewers do not see.
public final class MaskViewModel {
    private static final int LONGEST = 40;

    /// A column that can be hidden.
    ///
    /// @param name what `--mask` takes for it
    /// @param value one of its values; NULL where none is known
    public record Maskable(TableName table, String column, String name, ColumnValue value) {}

    private final ReadOnlyObjectWrapper<List<Maskable>> columns =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Set<String>> masked = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper(Text.of("mask.reading"));

    MaskViewModel(RevertPlan plan, TaskRunner tasks) {
        masked.subscribe(_ -> say());
        tasks.lane()
                .ask(
                        monitor -> read(plan, monitor),
                        found -> {
                            columns.set(found);
                            say();
                        },
                        failure -> said.set(String.valueOf(failure.getMessage())));
    }

    /// By table, in the order of the patch.
    public ReadOnlyObjectProperty<List<Maskable>> columns() {
        return columns.getReadOnlyProperty();
    }

    /// The names of those that are hidden.
    public ReadOnlyObjectProperty<Set<String>> masked() {
        return masked.getReadOnlyProperty();
    }

    /// What a reviewer sees of one value of each hidden column, or the rule.
    public ReadOnlyStringProperty said() {
        return said.getReadOnlyProperty();
    }

    /// Hides a column or shows it again.
    public void hide(String name, boolean hidden) {
        Set<String> now = new TreeSet<>(masked.get());
        if (hidden ? now.add(name) : now.remove(name)) {
            masked.set(Set.copyOf(now));
        }
    }

    private void say() {
        Mask mask = new Mask(masked.get());
        List<String> shown = new ArrayList<>();
        for (Maskable column : columns.get()) {
            if (masked.get().contains(column.name()) && column.value() instanceof Datum value) {
                ColumnValue hidden = mask.shown(column.table(), column.column(), value);
                shown.add(
                        Text.of(
                                "mask.example",
                                column.name(),
                                cut(value.text()),
                                ((Datum) hidden).text()));
            }
        }
        said.set(shown.isEmpty() ? Text.of("mask.rule") : String.join("\n", shown));
    }

    private static String cut(String text) {
        String line = text.replace('\n', '⏎');
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    private static List<Maskable> read(RevertPlan plan, ImportMonitor monitor)
            throws RowbackException {
        Map<TableName, Map<String, ColumnValue>> found = new LinkedHashMap<>();
        long done = 0;
        for (PlannedRow row : plan.rows()) {
            if (done++ % 256 == 0) {
                monitor.check();
            }
            Map<String, ColumnValue> columns =
                    found.computeIfAbsent(row.table(), _ -> new LinkedHashMap<>());
            row.undo().ifPresent(undo -> add(columns, undo));
            row.cells().forEach(c -> add(columns, c.column(), c.before()));
        }
        return found.entrySet().stream()
                .flatMap(
                        table ->
                                table.getValue().entrySet().stream()
                                        .map(
                                                c ->
                                                        new Maskable(
                                                                table.getKey(),
                                                                c.getKey(),
                                                                table.getKey() + "." + c.getKey(),
                                                                c.getValue())))
                .collect(Collectors.toUnmodifiableList());
    }

    private static void add(Map<String, ColumnValue> columns, Undo undo) {
        for (List<Cell> cells : List.of(undo.key(), undo.set(), undo.expect())) {
            cells.forEach(c -> add(columns, c.name(), c.value()));
        }
        undo.inPlace().forEach(c -> add(columns, c.name(), c.before()));
    }

    private static void add(Map<String, ColumnValue> columns, String name, ColumnValue value) {
        ColumnValue shown = value instanceof Datum ? value : ColumnValue.NULL;
        columns.merge(name, shown, (old, more) -> old instanceof Datum ? old : more);
    }
}
