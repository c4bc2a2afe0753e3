package org.rowback.history.schema;

import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

/// Small changes of definitions.
public final class Definitions {
    private Definitions() {}

    /// The same definition under another name; parents without a database are in the new one.
    public static SchemaVersion renamed(SchemaVersion version, TableName name) {
        return version.of(
                name,
                version.foreignKeys().stream().map(key -> placed(key, name.database())).toList());
    }

    private static ForeignKey placed(ForeignKey key, String database) {
        if (!key.parent().database().isEmpty()) {
            return key;
        }
        return new ForeignKey(
                key.name(),
                key.columns(),
                new TableName(database, key.parent().table()),
                key.parentColumns(),
                key.onDelete(),
                key.onUpdate());
    }
}
