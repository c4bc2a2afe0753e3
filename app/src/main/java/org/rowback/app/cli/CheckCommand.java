package org.rowback.app.cli;

import org.rowback.history.model.RowbackException;
import org.rowback.history.query.json.JsonLines;
import org.rowback.importers.live.PatchCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `rowback check DIR --url URL`.
@Command(
        name = "check",
        header =
                "Runs a patch on a live server in a transaction that is always rolled back, and"
                        + " says what each statement would do.",
        description = {
            "%nConnects to a server of the kind that the patch is for (PostgreSQL, MySQL, MariaDB),"
                    + " runs each statement of DIR/apply.sql in a savepoint of its own, says of"
                    + " each whether it would do what is planned or what the server says against"
                    + " it, and rolls everything back.",
            "%nRows are locked while it runs. A rollback does not take back what triggers and"
                    + " defaults took from sequences, nor AUTO_INCREMENT values; sequences that"
                    + " the patch would set forward are left alone. Tables that cannot roll back"
                    + " (MyISAM) are refused before anything runs.%n"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every statement would do what is planned",
            "1:it could not be tried",
            "3:some would not"
        },
        footer = {
            "%nExample:",
            "  rowback check undo-742 --url postgresql://fixer:secret@db1/shop",
            "  rowback check undo-742 --url mysql://fixer:secret@db2/shop"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The patch that revert wrote.")
    Path patch = Path.of(".");

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "postgresql://user:password@host:port/database, or with mysql or mariadb")
    String url = "";

    @Option(names = "--json", description = "One JSON object for each statement.")
    boolean json;

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        List<PatchCheck.Outcome> outcomes = PatchCheck.run(patch, url);
        JsonLines lines = new JsonLines(console.out());
        long planned = 0;
        long statements = 0;
        for (PatchCheck.Outcome outcome : outcomes) {
            boolean isStatement = outcome.number() > 0;
            statements += isStatement ? 1 : 0;
            planned += isStatement && outcome.asPlanned() ? 1 : 0;
            if (json) {
                lines.object(
                        out -> {
                            out.writeNumberField("statement", outcome.number());
                            out.writeStringField("row", outcome.row());
                            out.writeBooleanField("asPlanned", outcome.asPlanned());
                            out.writeStringField("message", outcome.message());
                        });
            } else {
                console.out()
                        .println(
                                (isStatement ? outcome.number() + ": " : "")
                                        + outcome.row()
                                        + ": "
                                        + (outcome.asPlanned() ? "as planned" : outcome.message()));
            }
        }
        lines.flush();
        if (!json) {
            console.out()
                    .printf(
                            "%d of %d statements would do what is planned; everything was rolled"
                                    + " back%n",
                            planned, statements);
        }
        return outcomes.stream().allMatch(PatchCheck.Outcome::asPlanned)
                ? Exit.DONE
                : Exit.FINDINGS;
    }
}
