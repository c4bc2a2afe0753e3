package org.rowback.importers.live;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs a patch on a live server in a transaction that is always rolled back, each statement in a savepoint of its own, so
/// that one that fails does not hide the others.
public final class PatchCheck {
    /// What a statement would do.
    ///
    /// @param number in the patch; 0 for what the transaction as a whole would meet at its end
    /// @param row the table and key that it is about
    /// @param message why not, as the server says it; empty where it would do what is planned
    public record Outcome(int number, String row, String message) {
        public boolean asPlanned() {
            return message.isEmpty();
        }

        Outcome but(String said) {
            return new Outcome(number, row, said);
        }
    }

    private PatchCheck() {}

    /// Checks the `apply.sql` of a patch.
    ///
    /// @param url `postgresql://user:password@host:port/database`, or with `mysql` or `mariadb`
    /// @return what each statement would do, in their order
    public static List<Outcome> run(Path patch, String url) throws RowbackException {
        Path file = patch.resolve("apply.sql");
        String text = text(file);
        boolean isOurs = text.startsWith("-- Rowback patch ");
        boolean postgres = isOurs && text.contains("\n-- for postgres;");
        boolean mariadb = isOurs && text.contains("\n-- for mariadb;");
        if (!postgres && !mariadb && !(isOurs && text.contains("\n-- for mysql;"))) {
            throw new RowbackException.BadInput(
                    file + ": not a patch that Rowback wrote: name a patch's folder");
        }
        if (postgres != PostgresUrl.isMeant(url)) {
            throw new RowbackException.BadInput(
                    "%s: a patch %s PostgreSQL, which cannot be tried on %s: give the URL of a server like the one it is for"
                            .formatted(
                                    file,
                                    postgres ? "for" : "not for",
                                    ServerUrl.withoutPassword(url)));
        }
        List<ScriptStatements> script = ScriptStatements.of(text);
        return postgres
                ? PostgresCheck.run(script, PostgresUrl.parse(url))
                : MySqlCheck.run(file, script, ServerUrl.parse(url), mariadb);
    }

    private static String text(Path file) throws RowbackException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    file + ": cannot be read (" + e.getMessage() + "); name a patch's folder", e);
        }
    }
}
