package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.live.PatchCheck.Outcome;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tries a patch on MySQL or MariaDB: the session settings of the script, then each statement that changes a row.
///
/// Nothing is run where a rollback would not take it back: where a table is of an engine without transactions, or has a
/// trigger while there are such tables. A rollback does not set AUTO_INCREMENT back.
final class MySqlCheck {
    private static final Pattern SETTING =
            Pattern.compile("SET (?:NAMES|SESSION|@rowback) ?.*|START TRANSACTION", Pattern.DOTALL);
    private static final Pattern CONTROL =
            Pattern.compile("(?:PREPARE|EXECUTE|DEALLOCATE PREPARE) rowback\\b.*", Pattern.DOTALL);
    private static final Pattern CHANGE =
            Pattern.compile("(?:UPDATE|INSERT INTO|DELETE FROM) `.*", Pattern.DOTALL);
    private static final Pattern OUTCOME =
            Pattern.compile("SET @rowback = IF\\(.*", Pattern.DOTALL);

    /// Which columns of a row a trigger set in the statement before.
    private static final Pattern NOTE =
            Pattern.compile("SET @rowback_own_\\w+ = .*", Pattern.DOTALL);

    private static final Pattern SETTLED =
            Pattern.compile(
                    "SET @rowback = IF\\(.*\\(a trigger changed its row again\\)'\\).*",
                    Pattern.DOTALL);

    /// Which tables the patch changes, as the script itself says it of `information_schema.TABLES t`.
    private static final Pattern TABLES =
            Pattern.compile(
                    "SET @rowback = \\(SELECT .*WHERE e\\.TRANSACTIONS <> 'YES' AND (\\(.*\\))\\)",
                    Pattern.DOTALL);

    private static final String ENGINES =
            "SELECT CONCAT(t.TABLE_SCHEMA, '.', t.TABLE_NAME, ' (', t.ENGINE, ')') FROM"
                    + " information_schema.TABLES t JOIN information_schema.ENGINES e ON e.ENGINE ="
                    + " t.ENGINE WHERE e.TRANSACTIONS <> 'YES' AND ";
    private static final String USERS =
            "t.TABLE_TYPE = 'BASE TABLE' AND t.TABLE_SCHEMA NOT IN ('mysql', 'sys',"
                    + " 'information_schema', 'performance_schema') LIMIT 3";
    private static final String TRIGGERS =
            "SELECT CONCAT(g.TRIGGER_SCHEMA, '.', g.TRIGGER_NAME) FROM information_schema.TRIGGERS"
                    + " g JOIN information_schema.TABLES t ON t.TABLE_SCHEMA ="
                    + " g.EVENT_OBJECT_SCHEMA AND t.TABLE_NAME = g.EVENT_OBJECT_TABLE WHERE ";

    private final Path file;
    private final Statement statement;

    private MySqlCheck(Path file, Statement statement) {
        this.file = file;
        this.statement = statement;
    }

    static List<Outcome> run(
            Path file, List<ScriptStatements> script, ServerUrl url, boolean mariadb)
            throws RowbackException {
        Properties properties = url.properties();
        // As the stock client: rows that were changed, not found.
        properties.setProperty("useAffectedRows", "true");
        try (Connection connection = DriverManager.getConnection(url.jdbc(), properties)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return new MySqlCheck(file, statement).run(script, mariadb);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw ServerFailure.of(url, e);
        }
    }

    private List<Outcome> run(List<ScriptStatements> script, boolean mariadb)
            throws SQLException, RowbackException {
        boolean isMariaDb = column("SELECT VERSION()").getFirst().contains("MariaDB");
        if (isMariaDb != mariadb) {
            throw refused(
                    "a patch for "
                            + (mariadb ? "MariaDB" : "MySQL")
                            + ", and the server is not: try it on one like that which it is for");
        }
        int first = 0;
        while (first < script.size() && script.get(first).numbered().isEmpty()) {
            String sql = script.get(first).sql();
            if (SETTING.matcher(sql).matches()) {
                statement.execute(sql);
            } else if (!CONTROL.matcher(sql).matches()) {
                throw refused("a statement that Rowback does not write: " + beginning(sql));
            }
            first++;
        }
        if (first == script.size()) {
            return List.of();
        }
        demandThatARollbackTakesAllBack(script.subList(0, first));
        List<Outcome> outcomes = new ArrayList<>();
        if (column("SELECT @rowback").getFirst().equals("-2")) {
            throw refused("nothing was run: a quarantine is missing: run prepare.sql first");
        }
        statement.execute("SET @rowback = 0");
        for (int i = first; i + 1 < script.size(); i++) {
            var numbered = script.get(i).numbered();
            if (numbered.isPresent()) {
                String change = script.get(i).sql();
                String outcome = script.get(++i).sql();
                if (!CHANGE.matcher(change).matches() || !OUTCOME.matcher(outcome).matches()) {
                    throw refused(
                            "statement %d is not as Rowback wrote it"
                                    .formatted(numbered.get().number()));
                }
                outcomes.add(numbered.get().but(attempt(change, outcome)));
            } else if (NOTE.matcher(script.get(i).sql()).matches()) {
                statement.execute(script.get(i).sql());
            }
        }
        if (outcomes.stream().allMatch(Outcome::asPlanned)) {
            outcomes.add(new Outcome(0, "triggers at the end", settled(script)));
        }
        return outcomes;
    }

    private void demandThatARollbackTakesAllBack(List<ScriptStatements> settings)
            throws SQLException, RowbackException {
        String tables = "";
        for (ScriptStatements setting : settings) {
            Matcher named = TABLES.matcher(setting.sql());
            tables = named.matches() ? named.group(1) : tables;
        }
        if (tables.isEmpty()) {
            throw refused("it does not say which tables it changes: write the patch anew");
        }
        List<String> without = column(ENGINES + tables);
        if (!without.isEmpty()) {
            throw refused(
                    "nothing was run: a rollback would not undo it on "
                            + String.join(", ", without)
                            + "; read with preflight.sql instead");
        }
        List<String> triggers = column(TRIGGERS + tables);
        List<String> others = triggers.isEmpty() ? List.of() : column(ENGINES + USERS);
        if (!others.isEmpty()) {
            throw refused(
                    "nothing was run: triggers would fire (%s), and a rollback would not undo what they write to tables like %s; read with preflight.sql instead"
                            .formatted(String.join(", ", triggers), String.join(", ", others)));
        }
    }

    /// @return what a trigger changed again; empty for nothing
    private String settled(List<ScriptStatements> script) throws SQLException {
        for (ScriptStatements each : script) {
            if (SETTLED.matcher(each.sql()).matches()) {
                statement.execute(each.sql());
            }
        }
        String found = column("SELECT @rowback").getFirst();
        return found.equals("0") ? "" : "statement " + found;
    }

    /// @return what stands against it; empty for nothing
    private String attempt(String change, String outcome) throws SQLException {
        statement.execute("SAVEPOINT rowback_check");
        String said = "";
        try {
            statement.execute(change);
            int rows = statement.getUpdateCount();
            statement.execute(outcome);
            if (!column("SELECT @rowback").getFirst().equals("0")) {
                said = "changes " + rows + " rows instead of 1: preflight.sql says what is there";
                back();
            }
        } catch (SQLException e) {
            said = String.valueOf(e.getMessage()).strip();
            try {
                back();
            } catch (SQLException ended) {
                // After a deadlock there is no transaction any more.
                e.addSuppressed(ended);
                throw e;
            }
        }
        return said;
    }

    private void back() throws SQLException {
        statement.execute("ROLLBACK TO SAVEPOINT rowback_check");
        statement.execute("SET @rowback = 0");
    }

    private List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private RowbackException refused(String why) {
        return new RowbackException.BadInput(file + ": " + why);
    }

    private static String beginning(String sql) {
        return sql.substring(0, Math.min(60, sql.length())).replaceAll("\\s+", " ");
    }
}
