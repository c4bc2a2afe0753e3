package org.rowback.ui.patch;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

import org.rowback.history.model.RowbackException;
import org.rowback.history.revert.RevertPlan;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.util.Optional;
import java.util.function.Consumer;

/// A plan's SQL, a page at a time, each written on a worker when somebody reads it.
final class SqlPages {
    private final Lane writing;
    private final Consumer<RowbackException> failed;
    private final ReadOnlyObjectWrapper<SqlPage> sql = new ReadOnlyObjectWrapper<>(SqlPage.NONE);
    private final IntegerProperty page = new SimpleIntegerProperty();
    private Optional<RevertPlan> plan = Optional.empty();

    SqlPages(TaskRunner tasks, Consumer<RowbackException> failed) {
        this.failed = failed;
        writing = tasks.lane();
        page.subscribe((_, _) -> write());
    }

    /// The page that is read.
    ReadOnlyObjectProperty<SqlPage> sql() {
        return sql.getReadOnlyProperty();
    }

    IntegerProperty page() {
        return page;
    }

    /// Begins at the first page of a plan.
    void show(RevertPlan now) {
        plan = Optional.of(now);
        if (page.get() == 0) {
            write();
        } else {
            page.set(0);
        }
    }

    void clear() {
        writing.cancel();
        plan = Optional.empty();
        sql.set(SqlPage.NONE);
    }

    private void write() {
        int wanted = page.get();
        plan.ifPresent(now -> writing.ask(_ -> SqlPage.of(now, wanted), sql::set, failed));
    }
}
