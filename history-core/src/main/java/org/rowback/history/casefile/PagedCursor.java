package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToLongFunction;

/// Walks over rows page by page, and holds no connection between pages. For one thread.
final class PagedCursor<T> implements Cursor<T> {
    static final int PAGE = 256;

    /// Reads the page after the row with an id.
    interface Pages<T> {
        List<T> after(long id) throws RowbackException.CaseFile;
    }

    /// Makes an item of a row.
    interface Item<T> {
        T read(ResultSet row) throws SQLException, RowbackException.CaseFile;
    }

    private final Pages<T> pages;
    private final ToLongFunction<T> id;
    private long last;
    private boolean atEnd;
    private Iterator<T> held = new ArrayList<T>().iterator();
    private @Nullable T current;

    PagedCursor(Pages<T> pages, ToLongFunction<T> id, long last) {
        this.pages = pages;
        this.id = id;
        this.last = last;
    }

    static <T> List<T> rows(Db db, String sql, Item<T> item, Object... parameters)
            throws RowbackException.CaseFile {
        return db.query(
                sql,
                rows -> {
                    List<T> items = new ArrayList<>();
                    while (rows.next()) {
                        items.add(item.read(rows));
                    }
                    return items;
                },
                parameters);
    }

    @Override
    public boolean next() throws RowbackException {
        if (!held.hasNext() && !atEnd) {
            List<T> page = pages.after(last);
            atEnd = page.size() < PAGE;
            held = page.iterator();
        }
        if (!held.hasNext()) {
            current = null;
            return false;
        }
        T item = held.next();
        last = id.applyAsLong(item);
        current = item;
        return true;
    }

    @Override
    public T get() {
        if (current == null) {
            throw new IllegalStateException("no current item");
        }
        return current;
    }
}
