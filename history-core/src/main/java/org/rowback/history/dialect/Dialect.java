package org.rowback.history.dialect;

import org.rowback.history.model.Check;
import org.rowback.history.model.TableName;
import org.rowback.history.revert.Undo;

import java.util.List;
import java.util.Optional;

/// How one kind of server wants its patch written. Stateless.
public interface Dialect {
    /// How tables are named and values compared in it.
    Expressions expressions();

    /// e.g. `mysql`, `mariadb`, `postgres`.
    String name();

    /// The command that runs a file of it.
    String client();

    /// The dialect for a server as a source names it, e.g. `MariaDB 10.11.8`.
    static Dialect forServer(String server) {
        if (server.toLowerCase(java.util.Locale.ROOT).contains("postgres")) {
            return new PostgresDialect();
        }
        return server.toLowerCase(java.util.Locale.ROOT).contains("mariadb")
                ? new MySqlDialect(true)
                : new MySqlDialect(false);
    }

    /// One guarded statement, ending in a semicolon and a newline, followed by the assertion of its affected rows.
    ///
    /// @param number names it in the message when the assertion fails
    String statement(Undo undo, int number);

    /// Whether a trigger can change other rows of the table that it fires on.
    boolean triggersReachTheirOwnTable();

    /// Notes, right after a statement, which columns of its row hold something else than it set: triggers set them so, as
    /// they do at every write there. Empty where it set nothing that stays.
    ///
    /// @param undo what is done to the row in all
    /// @param ran what the statement did of it
    /// @param look names the note in the script; letters, digits and `_`
    String note(Undo undo, Undo ran, String look);

    /// Demands, when all statements have run, that a row is as they left it, but for the columns that were noted: no
    /// trigger of another row's statement changed it again.
    ///
    /// @param number names the row's statement in the message where it is not
    /// @param noted the notes of the row; none where its columns are all to be as they were set
    String demand(Undo undo, int number, List<String> noted);

    /// The guarded statement alone, for reading.
    String preview(Undo undo);

    /// Makes the tables that a patch needs to be there. Does nothing where they are.
    String prepare(SideTables side);

    /// Begins an `apply.sql` or `inverse.sql`: pins the session and opens the transaction.
    ///
    /// @param tables that are put right
    /// @param side tables of marks are made where there are none, on MySQL and MariaDB before the transaction;
    ///     quarantines must be there
    String begin(String patchId, List<TableName> tables, SideTables side);

    /// Stops the script here, with everything rolled back, where an assertion failed so far.
    String stopIfFailed(String patchId);

    /// Commits where every assertion held, else rolls everything back.
    ///
    /// @param keys what the statements write to columns, from which the server may hand out keys
    String end(String patchId, long statements, List<RestoredKeys.Range> keys);

    /// Begins a `preflight.sql` or `verify.sql`: pins the session and reads one snapshot.
    ///
    /// @param side tables of marks need not be there
    String beginReading(String patchId, SideTables side);

    /// Finds out, without writing, how a statement's row stands, and prints it where it is not ready.
    ///
    /// @param freedBy the statement before it that frees the key of the row that comes back; empty where none does
    String preflight(Undo undo, Optional<Undo> freedBy, int number, String row);

    /// Finds out, behind [#preflight], whether a CHECK refuses the row that a statement leaves, and prints it where it does;
    /// or says why that is not asked.
    String check(Undo undo, Check check, int number, String row);

    /// Finds out whether a statement's row is as it should be after it ran, and prints it where it is not.
    String verify(Undo undo, int number, String row);

    /// How the values that a patch leaves are summed up on such a server.
    RowSums sums();

    /// Prints the sums of a preflight.
    String endPreflight(String patchId, long statements, List<TableName> tables);

    /// Prints the sums of a verification.
    String endVerify(String patchId, long statements);
}
