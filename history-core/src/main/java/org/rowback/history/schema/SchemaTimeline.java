package org.rowback.history.schema;

import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The definitions of one table along the log.
///
/// @param ddl what DDL in the log alone says, by rising `afterChange`
/// @param file what the best schema file says, with the DDL since, by rising `afterChange`; empty without a file
/// @param assumption what a schema file was taken to describe, for people; empty without a file
/// @param remarks one sentence for each thing that did not fit
public record SchemaTimeline(
        TableName table,
        List<Point> ddl,
        List<Point> file,
        String assumption,
        List<String> remarks) {
    /// A definition that holds for changes with an id greater than `afterChange`, up to the next point.
    ///
    /// @param definition empty where the table is gone or nothing that can be trusted is known
    public record Point(long afterChange, Optional<SchemaVersion> definition) {}

    public SchemaTimeline {
        ddl = List.copyOf(ddl);
        file = List.copyOf(file);
        remarks = List.copyOf(remarks);
    }

    /// What DDL in the log says of the table for a change; for [SchemaMerge].
    public Optional<SchemaVersion> ddlAt(long change) {
        return at(ddl, change);
    }

    /// What a schema file says of the table for a change; for [SchemaMerge].
    public Optional<SchemaVersion> fileAt(long change) {
        return at(file, change);
    }

    /// What a layout first logged at a change means, with all evidence.
    public SchemaMerge.Result merge(SchemaVersion described, long change) {
        return SchemaMerge.merge(described, ddlAt(change), fileAt(change));
    }

    /// Ids after which a definition changes, rising, each once: the version for a change depends on its layout and on
    /// which of these it follows.
    public List<Long> borders() {
        List<Long> borders = new ArrayList<>();
        ddl.forEach(point -> borders.add(point.afterChange()));
        file.forEach(point -> borders.add(point.afterChange()));
        return borders.stream().distinct().sorted().toList();
    }

    private static Optional<SchemaVersion> at(List<Point> points, long change) {
        Optional<SchemaVersion> last = Optional.empty();
        for (Point point : points) {
            if (point.afterChange() >= change) {
                break;
            }
            last = point.definition();
        }
        return last;
    }
}
