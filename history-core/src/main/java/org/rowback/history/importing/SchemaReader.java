package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.util.List;
import java.util.Optional;

/// Understands one SQL dialect's DDL: schema files the user gives, and DDL statements in a log.
public interface SchemaReader {
    /// e.g. `mysql`.
    String dialect();

    /// Reads a schema file: mysqldump's output, `SHOW CREATE TABLE`, plain DDL, or this program's own `schema`.
    ///
    /// @param name for messages
    /// @return the tables as they are at its end
    /// @throws RowbackException.BadInput where it defines no table, with what was found instead
    List<SchemaVersion> readFile(String name, String text) throws RowbackException;

    /// What a DDL statement does to the tables known before it.
    ///
    /// @param database the session's default database
    /// @param known what is known of a table right before
    DdlEffect apply(
            String statement,
            String database,
            java.util.function.Function<TableName, Optional<SchemaVersion>> known);

    /// What a DDL statement did.
    ///
    /// @param kind what sort of statement it is
    /// @param defined tables as they are after it
    /// @param dropped tables that are gone
    /// @param truncated tables that are empty after it
    /// @param problem empty, or one sentence: what was not understood
    record DdlEffect(
            Kind kind,
            List<SchemaVersion> defined,
            List<TableName> dropped,
            List<TableName> truncated,
            String problem) {
        public enum Kind {
            /// Changes tables; see the lists.
            TABLE_DDL,
            /// DDL that concerns no table's columns or keys: users, views, routines, indexes that are not unique.
            OTHER_DDL,
            /// INSERT, UPDATE, DELETE, REPLACE, LOAD DATA, CALL …: rows change without images.
            DML,
            /// BEGIN, COMMIT, ROLLBACK, SAVEPOINT, XA, SET, FLUSH …
            OTHER
        }
    }
}
