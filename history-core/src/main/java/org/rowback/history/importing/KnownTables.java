package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.Collection;
import java.util.Optional;

/// What DDL in the log and schema files say of tables at one point of the log (not merged with any layout).
public interface KnownTables {
    /// A table's definition right now; empty where none is known or it is gone.
    Optional<SchemaVersion> known(TableName name) throws RowbackException;

    /// Names of the tables of a database that have a definition right now.
    Collection<TableName> knownTables(String database) throws RowbackException;
}
