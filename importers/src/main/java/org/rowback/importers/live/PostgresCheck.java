package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.live.PatchCheck.Outcome;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tries a patch on PostgreSQL.
///
/// What a rollback does not take back: values that triggers and defaults take from sequences while the statements run.
/// The patch's own setting of sequences is not run.
final class PostgresCheck {
    private static final Pattern POSITION = Pattern.compile("\\s+Where: .*", Pattern.DOTALL);
    private static final String END = "rowback.committed";

    /// Which columns of a row a trigger set in the statement before.
    private static final String NOTE = "INSERT INTO pg_temp.rowback_own ";

    private PostgresCheck() {}

    static List<Outcome> run(List<ScriptStatements> script, PostgresUrl server)
            throws RowbackException {
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

    private static List<Outcome> run(List<ScriptStatements> script, Statement statement)
            throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        List<String> looks = new ArrayList<>();
        for (ScriptStatements each : script) {
            Optional<Outcome> numbered = each.numbered();
            if (numbered.isPresent()) {
                outcomes.add(numbered.get().but(attempt(statement, each.sql())));
            } else if (outcomes.isEmpty() || each.sql().startsWith(NOTE)) {
                statement.execute(each.sql());
            } else if (each.sql().contains(END)) {
                break;
            } else {
                looks.add(each.sql());
            }
        }
        if (outcomes.stream().allMatch(Outcome::asPlanned) && !looks.isEmpty()) {
            outcomes.add(new Outcome(0, "triggers at the end", settled(statement, looks)));
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

    /// @return what a trigger changed again; empty for nothing
    private static String settled(Statement statement, List<String> looks) throws SQLException {
        for (String look : looks) {
            String said = attempt(statement, look);
            if (!said.isEmpty()) {
                return said;
            }
        }
        return "";
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
