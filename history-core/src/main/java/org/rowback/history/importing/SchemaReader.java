package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.io.Reader;
import java.util.List;

/// Understands one SQL dialect's DDL: schema files the user gives, and DDL statements in a log.
public interface SchemaReader {
    /// e.g. `mysql`.
    String dialect();

    /// Reads a schema file: mysqldump's output, `SHOW CREATE TABLE`, plain DDL, or this program's own `schema`.
    ///
    /// Reads to the text's end without holding it: a dump may be larger than memory. Does not close it.
    ///
    /// @param name for messages; its file name may name the database where the text does not
    /// @return the tables as they are at its end; the database is empty where nothing names it
    /// @throws RowbackException.BadInput where it defines no table, with what was found instead
    List<SchemaVersion> readFile(String name, Reader text) throws RowbackException;

    /// What a DDL statement does to the tables known before it. Never throws for a statement's text.
    ///
    /// A reader remembers the default charsets of databases that it saw created: use one for each run through a log.
    ///
    /// @param known what is known of tables right before
    DdlEffect apply(DdlStatement statement, KnownTables known) throws RowbackException;

    /// What a DDL statement did.
    ///
    /// @param kind what sort of statement it is
    /// @param defined tables as they are after it
    /// @param dropped tables that are gone, renamed ones by their old name
    /// @param truncated tables that are empty after it
    /// @param concerned tables that the statement names, whether or not anything is known of them, in its order
    /// @param problem empty, or one sentence: what was not understood; tables concerned by it have then no definition
    ///     that can be trusted and are among `dropped`
    record DdlEffect(
            Kind kind,
            List<SchemaVersion> defined,
            List<TableName> dropped,
            List<TableName> truncated,
            List<TableName> concerned,
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
