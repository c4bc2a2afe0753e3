package org.rowback.ui.drawer;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;
import org.rowback.ui.TimeRange;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What lies in the drawer: tables, the transactions of the brushed time (the first of them), findings.
public final class DrawerViewModel {
    /// More transactions than these are not listed; the list says so.
    public static final int MOST = 2_000;

    private final History history;
    private final Lane tableLane;
    private final Lane transactionLane;
    private final Lane findingLane;
    private final ObservableList<TableSummary> tables = FXCollections.observableArrayList();
    private final ObservableList<Transaction> transactions = FXCollections.observableArrayList();
    private final ObservableList<Finding> findings = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    public DrawerViewModel(History history, TaskRunner tasks) {
        this.history = history;
        tableLane = tasks.lane();
        transactionLane = tasks.lane();
        findingLane = tasks.lane();
    }

    public ObservableList<TableSummary> tables() {
        return tables;
    }

    public ObservableList<Transaction> transactions() {
        return transactions;
    }

    public ObservableList<Finding> findings() {
        return findings;
    }

    public ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Reads all anew, e.g. while an import runs.
    public void refresh(Optional<TimeRange> brush) {
        tableLane.ask(_ -> history.tables(), tables::setAll, this::fail);
        findingLane.ask(
                monitor -> {
                    try (Cursor<Finding> cursor = history.findings()) {
                        return first(cursor, monitor);
                    }
                },
                findings::setAll,
                this::fail);
        showTransactions(brush);
    }

    /// Lists the transactions of a time.
    public void showTransactions(Optional<TimeRange> brush) {
        transactionLane.ask(
                monitor -> transactions(brush, monitor), transactions::setAll, this::fail);
    }

    private List<Transaction> transactions(Optional<TimeRange> brush, ImportMonitor monitor)
            throws RowbackException {
        long from =
                brush.isEmpty()
                        ? 1
                        : history.transactionAtOrAfter(brush.get().fromMicros())
                                .map(Transaction::id)
                                .orElse(Long.MAX_VALUE);
        if (from == Long.MAX_VALUE) {
            return List.of();
        }
        List<Transaction> found = new ArrayList<>();
        try (Cursor<Transaction> cursor = history.transactions(from, true)) {
            while (found.size() < MOST && cursor.next()) {
                monitor.check();
                Transaction transaction = cursor.get();
                if (brush.isPresent() && transaction.commitTimeMicros() >= brush.get().toMicros()) {
                    break;
                }
                if (transaction.changes() > 0) {
                    found.add(transaction);
                }
            }
        }
        return found;
    }

    private static <T> List<T> first(Cursor<T> cursor, ImportMonitor monitor)
            throws RowbackException {
        List<T> found = new ArrayList<>();
        while (found.size() < MOST && cursor.next()) {
            monitor.check();
            found.add(cursor.get());
        }
        return found;
    }

    private void fail(RowbackException failure) {
        if (!(failure instanceof RowbackException.Cancelled)) {
            problem.set(String.valueOf(failure.getMessage()));
        }
    }
}
