package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs a PostgreSQL patch on a live server in a transaction that is always rolled back, each statement in a savepoint
/// of its own, so that one that fails does not hide the others.
///
/// What a rollback does not take back: values that triggers and defaults take from sequences while the statements run.
/// The patch's own setting of sequences is not run.
public final class PatchCheck {
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\s*(\\d+): (.*?) \\|.*$");
    private static final Pattern POSITION = Pattern.compile("\\s+Where: .*", Pattern.DOTALL);
    private static final String END = "rowback.committed";

    /// What a statement would do.
    ///
    /// @param number in the patch; 0 for what the transaction as a whole would meet at its end
    /// @param row the table and key that it is about
    /// @param message why not, as the server says it; empty where it would do what is planned
    public record Outcome(int number, String row, String message) {
        public boolean asPlanned() {
            return message.isEmpty();
        }
    }

    private PatchCheck() {}

    /// Checks the `apply.sql` of a patch.
    ///
    /// @param url `postgresql://user:password@host:port/database`
    /// @return what each statement would do, in their order
    public static List<Outcome> run(Path patch, String url) throws RowbackException {
        List<ScriptStatements> script = script(patch.resolve("apply.sql"));
        PostgresUrl server = PostgresUrl.parse(url);
        try (Connection connection =
                        DriverManager.getConnection(server.jdbc(), server.properties());
                Statement statement = connection.createStatement()) {
            try {
                return run(script, statement);
            } finally {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            throw server.failure(e);
        }
    }

    private static List<ScriptStatements> script(Path file) throws RowbackException {
        try {
            String text = Files.readString(file);
            if (!text.startsWith("-- Rowback patch ") || !text.contains("\n-- for postgres;")) {
                throw new RowbackException.BadInput(
                        file
                                + ": not a patch for PostgreSQL; patches for MySQL and MariaDB are"
                                + " tried with their preflight.sql, which reads only");
            }
            return ScriptStatements.of(text);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    file + ": cannot be read (" + e.getMessage() + "); name a patch's folder", e);
        }
    }

    private static List<Outcome> run(List<ScriptStatements> script, Statement statement)
            throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        for (ScriptStatements each : script) {
            Matcher numbered = NUMBERED.matcher(each.comment());
            if (numbered.find()) {
                outcomes.add(
                        new Outcome(
                                Integer.parseInt(numbered.group(1)),
                                numbered.group(2),
                                attempt(statement, each.sql())));
            } else if (outcomes.isEmpty()) {
                statement.execute(each.sql());
            } else if (each.sql().contains(END)) {
                break;
            }
        }
        if (!outcomes.isEmpty()) {
            statement.execute("DELETE FROM pg_temp.rowback_guard");
            outcomes.add(
                    new Outcome(
                            0,
                            "deferred constraints at the end",
                            attempt(statement, "SET CONSTRAINTS ALL IMMEDIATE")));
        }
        return outcomes;
    }

    /// @return what the server said against it; empty for nothing
    private static String attempt(Statement statement, String sql) throws SQLException {
        statement.execute("SAVEPOINT rowback_check");
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            statement.execute("ROLLBACK TO SAVEPOINT rowback_check");
            String said = String.valueOf(e.getMessage());
            return POSITION.matcher(said).replaceFirst("").replaceFirst("^ERROR: ", "").strip();
        }
        statement.execute("RELEASE SAVEPOINT rowback_check");
        return "";
    }
}
