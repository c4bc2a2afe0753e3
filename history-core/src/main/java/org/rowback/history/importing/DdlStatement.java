package org.rowback.history.importing;

/// A DDL statement of a log with what its session decides about its meaning.
///
/// @param text as logged
/// @param database the session's default database, empty where there was none
/// @param server as [org.rowback.history.model.Source#server()], e.g. `MySQL 9.7.1`; empty where not known
/// @param ansiQuotes whether sql_mode had ANSI_QUOTES: `"` quotes names, not strings
/// @param databaseCharset the default charset (or collation) of the default database as far as the log says it, empty
///     where not known
public record DdlStatement(
        String text, String database, String server, boolean ansiQuotes, String databaseCharset) {
    /// A statement of an ordinary session.
    public DdlStatement(String text, String database) {
        this(text, database, "", false, "");
    }
}
