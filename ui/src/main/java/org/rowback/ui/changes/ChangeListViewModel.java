package org.rowback.ui.changes;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.rowback.history.model.RowbackException;
import org.rowback.ui.fx.Lane;
import org.rowback.ui.fx.TaskRunner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The change list: shows exactly as many rows as fit, out of a buffer that slides over the answers.
///
/// The scroll bar's domain is the range of change ids between the first and the last answer, which is known at once,
/// however many answers lie between them.
public final class ChangeListViewModel {
    static final int PAGE = 400;

    /// What the list is doing.
    public sealed interface State {
        /// The first rows are on their way.
        record Loading() implements State {}

        /// There are rows.
        record Rows() implements State {}

        /// Nothing answers.
        record Empty() implements State {}

        /// The question failed; one sentence.
        record Failed(String message) implements State {}
    }

    private final Lane jumps;
    private final Lane more;
    private final Buffer buffer = new Buffer();
    private final ObservableList<ChangeRow> visible = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper currentId = new ReadOnlyLongWrapper();
    private final ReadOnlyDoubleWrapper position = new ReadOnlyDoubleWrapper();
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Loading());
    private ChangePages pages = (_, _, _, _) -> new EmptyCursor();
    private long firstId = 1;
    private long lastId = 1;
    private int rowsOnScreen = 20;
    private int rowsAbove;
    private int owed;
    private boolean loadingMore;

    public ChangeListViewModel(TaskRunner tasks) {
        jumps = tasks.lane();
        more = tasks.lane();
    }

    /// The rows on screen.
    public ObservableList<ChangeRow> visible() {
        return visible;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// The change that the cursor is on, 0 for none.
    public ReadOnlyLongProperty currentId() {
        return currentId.getReadOnlyProperty();
    }

    /// Where the top row is between the first (0) and the last (1) answer.
    public ReadOnlyDoubleProperty position() {
        return position.getReadOnlyProperty();
    }

    /// How much of the domain is on screen, from 0 to 1.
    public double visibleShare() {
        if (buffer.startReached && buffer.endReached && buffer.size() > 0) {
            return Math.min(1, (double) rowsOnScreen / buffer.size());
        }
        return Math.min(1, rowsOnScreen / (double) Math.max(1, lastId - firstId + 1));
    }

    /// Puts the cursor where it was in an earlier window, for the next question.
    public void restore(long change, int rowsAboveIt) {
        currentId.set(change);
        rowsAbove = Math.max(0, rowsAboveIt);
    }

    /// How many rows are above the cursor on the screen; where it is out of sight, how many were last.
    public int rowsAbove() {
        for (int i = 0; i < visible.size(); i++) {
            if (visible.get(i).id() == currentId.get()) {
                rowsAbove = i;
            }
        }
        return rowsAbove;
    }

    /// Asks anew; the cursor stays on its change, and that on its place, where it still answers.
    public void ask(ChangePages question) {
        pages = question;
        state.set(new State.Loading());
        goTo(currentId.get(), rowsAbove());
    }

    /// Says how many rows fit.
    public void resize(int rows) {
        if (rows != rowsOnScreen && rows > 0) {
            rowsOnScreen = rows;
            refresh();
        }
    }

    public int rowsOnScreen() {
        return rowsOnScreen;
    }

    public void scrollBy(int rows) {
        if (buffer.size() == 0) {
            return;
        }
        int wanted = buffer.top + rows + owed;
        int most = Math.max(0, buffer.size() - rowsOnScreen);
        int top = Math.clamp(wanted, 0, most);
        boolean blockedByLoad =
                (wanted < 0 && !buffer.startReached) || (wanted > most && !buffer.endReached);
        owed = blockedByLoad ? Math.clamp(wanted - top, -PAGE, PAGE) : 0;
        buffer.top = top;
        refresh();
    }

    /// Scrolls to a share of the domain; the cursor stays on its change, which may then be out of sight.
    public void jumpTo(double share) {
        if (buffer.startReached && buffer.endReached) {
            buffer.top = (int) Math.round(share * Math.max(0, buffer.size() - rowsOnScreen));
            refresh();
            return;
        }
        if (share >= 1) {
            scrollTo(lastId, Integer.MAX_VALUE);
        } else {
            scrollTo(firstId + (long) (share * (lastId - firstId)), 0);
        }
    }

    /// Puts the cursor on a change and shows it a third down the screen, or the answer nearest to it.
    public void reveal(long id) {
        currentId.set(id);
        int index = buffer.indexOf(id);
        boolean held = index < buffer.size() && buffer.get(index).id() == id;
        if (held) {
            boolean onScreen = index >= buffer.top && index < buffer.top + rowsOnScreen;
            if (!onScreen) {
                int most = Math.max(0, buffer.size() - rowsOnScreen);
                buffer.top = Math.clamp(index - rowsOnScreen / 3, 0, most);
            }
            refresh();
        } else {
            goTo(id, rowsOnScreen / 3);
        }
    }

    /// Moves the cursor by rows, and the screen with it.
    public void moveCurrent(int rows) {
        if (buffer.size() == 0) {
            return;
        }
        int at = Math.min(buffer.indexOf(currentId.get()), buffer.size() - 1);
        int next = Math.clamp(at + rows, 0, buffer.size() - 1);
        currentId.set(buffer.get(next).id());
        if (next < buffer.top) {
            buffer.top = next;
        } else if (next >= buffer.top + rowsOnScreen) {
            buffer.top = next - rowsOnScreen + 1;
        }
        refresh();
    }

    public void toStart() {
        jumpEdge(firstId, 0);
    }

    public void toEnd() {
        jumpEdge(lastId, Integer.MAX_VALUE);
    }

    public void select(long id) {
        currentId.set(id);
    }

    /// The row of the cursor, where it is in the buffer.
    public Optional<ChangeRow> current() {
        int index = buffer.indexOf(currentId.get());
        return index < buffer.size() && buffer.get(index).id() == currentId.get()
                ? Optional.of(buffer.get(index))
                : Optional.empty();
    }

    private void jumpEdge(long id, int rowsAbove) {
        currentId.set(id);
        goTo(id, rowsAbove);
    }

    private void goTo(long id, int rowsAbove) {
        load(id, rowsAbove, this::show);
    }

    private void scrollTo(long id, int rowsAbove) {
        load(id, rowsAbove, this::hold);
    }

    private void load(long id, int rowsAbove, Consumer<Around> then) {
        ChangePages question = pages;
        more.cancel();
        loadingMore = false;
        owed = 0;
        int rows = rowsOnScreen;
        jumps.ask(monitor -> Around.load(question, id, rowsAbove, rows, monitor), then, this::fail);
    }

    private void show(Around loaded) {
        hold(loaded);
        if (!loaded.rows().isEmpty() && current().isEmpty()) {
            currentId.set(buffer.get(Math.min(buffer.top, buffer.size() - 1)).id());
        }
    }

    private void hold(Around loaded) {
        firstId = loaded.first();
        lastId = loaded.last();
        buffer.reset(loaded.rows(), loaded.top(), loaded.start(), loaded.end());
        state.set(loaded.rows().isEmpty() ? new State.Empty() : new State.Rows());
        refresh();
    }

    private void fail(RowbackException problem) {
        if (!(problem instanceof RowbackException.Cancelled)) {
            state.set(new State.Failed(String.valueOf(problem.getMessage())));
        }
    }

    private void refresh() {
        int end = Math.min(buffer.size(), buffer.top + rowsOnScreen);
        List<ChangeRow> now = new ArrayList<>(Math.max(0, end - buffer.top));
        for (int i = buffer.top; i < end; i++) {
            now.add(buffer.get(i));
        }
        if (!now.equals(visible)) {
            visible.setAll(now);
        }
        updatePosition();
        loadMore();
    }

    private void updatePosition() {
        if (buffer.size() == 0) {
            position.set(0);
        } else if (buffer.startReached && buffer.endReached) {
            int most = Math.max(1, buffer.size() - rowsOnScreen);
            position.set(Math.min(1, (double) buffer.top / most));
        } else if (buffer.endReached && buffer.top + rowsOnScreen >= buffer.size()) {
            position.set(1);
        } else {
            long top = buffer.get(buffer.top).id();
            position.set((top - firstId) / (double) Math.max(1, lastId - firstId));
        }
    }

    private void loadMore() {
        if (loadingMore || buffer.size() == 0) {
            return;
        }
        int ahead = PAGE / 2;
        if (!buffer.endReached && buffer.top + rowsOnScreen + ahead > buffer.size()) {
            fetch(buffer.lastId() + 1, true);
        } else if (!buffer.startReached && buffer.top < ahead) {
            fetch(buffer.firstId() - 1, false);
        }
    }

    private void fetch(long fromId, boolean forward) {
        loadingMore = true;
        ChangePages question = pages;
        more.ask(
                monitor -> question.page(fromId, forward, PAGE, monitor),
                rows -> arrived(rows, forward),
                problem -> {
                    loadingMore = false;
                    fail(problem);
                });
    }

    private void arrived(List<ChangeRow> rows, boolean forward) {
        loadingMore = false;
        if (forward) {
            buffer.append(rows);
            buffer.endReached = rows.size() < PAGE;
        } else {
            buffer.prepend(rows);
            buffer.startReached = rows.size() < PAGE;
        }
        int debt = owed;
        owed = 0;
        scrollBy(debt);
    }
}
