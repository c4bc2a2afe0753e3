package org.rowback.history.snapshot;

import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;
import org.rowback.history.query.RowTracer;
import org.rowback.history.query.Version;

import java.util.List;
import java.util.Optional;

/// Images of changes as whole as history proves them, in the columns of one schema version.
final class Images {
    private final History history;
    private final RowTracer tracer;

    Images(History history) {
        this.history = history;
        this.tracer = new RowTracer(history);
    }

    Optional<RowImage> before(long changeId) throws RowbackException {
        return image(changeId, true);
    }

    Optional<RowImage> after(long changeId) throws RowbackException {
        return image(changeId, false);
    }

    private Optional<RowImage> image(long changeId, boolean before) throws RowbackException {
        Optional<Change> change = history.change(changeId);
        if (change.isEmpty()) {
            return Optional.empty();
        }
        Optional<RowImage> logged = before ? change.get().before() : change.get().after();
        if (logged.isPresent() && logged.get().isPartial()) {
            for (Version version : tracer.rowOf(change.get())) {
                if (version.id() == changeId) {
                    return before ? version.before() : version.after();
                }
            }
        }
        return logged;
    }

    /// The image in the columns of another version of its table, by name.
    static RowImage in(SchemaVersion schema, RowImage image) {
        if (schema.equals(image.schema())) {
            return image;
        }
        List<Column> columns = schema.columns();
        ColumnValue[] values = new ColumnValue[columns.size()];
        for (int i = 0; i < values.length; i++) {
            int from = image.schema().indexOf(columns.get(i).name());
            values[i] =
                    from >= 0
                            ? image.value(from)
                            : new ColumnValue.NotLogged(
                                    "the column was added after the row was last logged");
        }
        RowImage projected = RowImage.logged(schema, values);
        for (int i = 0; i < values.length; i++) {
            int from = image.schema().indexOf(columns.get(i).name());
            if (from >= 0 && image.filledFrom(from) != 0) {
                projected = projected.filled(i, values[i], image.filledFrom(from));
            }
        }
        return projected;
    }
}
