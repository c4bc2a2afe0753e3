package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.live.LiveSchema;
import org.rowback.importers.live.SchemaScript;
import org.rowback.importers.postgres.backup.BackupCatalog;
import org.rowback.importers.postgres.catalog.CatalogSchemas;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.wal.Lsn;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `rowback schema URL --out FILE`.
@Command(
        name = "schema",
        header =
                "Reads table definitions from a live server, or prints the script that a customer"
                        + " can run instead.",
        description = {
            "%nReads tables, columns, types, keys and foreign keys of a MySQL or MariaDB server, or"
                + " the catalog of a PostgreSQL database, into a schema file for 'rowback import"
                + " --schema'. The session is read-only.",
            "%nA PostgreSQL base backup (the folder that pg_basebackup writes, with its pg_wal, as"
                + " files or as tar archives, or the data directory of a server that is stopped)"
                + " holds the catalog, too: --base-backup reads it from the files, without a"
                + " server.",
            "%nWhere there is no connection, 'rowback schema --script mysql' (or postgres) prints"
                    + " what somebody else can run with the plain mysql (or psql) client to make"
                    + " the same file.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback schema mysql://reader:secret@db1:3306/shop --out shop.sql",
            "  rowback schema postgresql://reader:secret@db1/shop --out shop.json",
            "  rowback schema --base-backup /backup/base --database shop --out shop.json",
            "  rowback schema --script mysql > schema.sh",
            "  rowback schema --script postgres > schema.sql"
        })
final class SchemaCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "URL",
            description =
                    "mysql://user:password@host:port/database, postgresql://…, or a jdbc:mysql:,"
                            + " jdbc:mariadb: or jdbc:postgresql: URL.")
    @Nullable String url;

    @Option(names = "--out", paramLabel = "FILE", description = "The schema file to write.")
    @Nullable Path out;

    @Option(
            names = "--base-backup",
            paramLabel = "DIR",
            description = "Read the catalog of a PostgreSQL database from a base backup's files.")
    @Nullable Path baseBackup;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "Which of the base backup's databases.")
    String database = "";

    @Option(
            names = "--script",
            paramLabel = "DIALECT",
            description = "Print the script for a customer: mysql, postgres.")
    @Nullable String script;

    private final Console console;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        String wanted = script;
        if (wanted != null) {
            console.out()
                    .print(
                            switch (wanted) {
                                case "mysql", "mariadb" -> SchemaScript.mysql();
                                case "postgres", "postgresql" -> SchemaScript.postgres();
                                default ->
                                        throw new RowbackException.BadInput(
                                                "--script "
                                                        + wanted
                                                        + ": there are mysql (for MySQL and"
                                                        + " MariaDB) and postgres");
                            });
            return Exit.DONE;
        }
        Path backup = baseBackup;
        Path file = out;
        if (backup != null && file != null) {
            return fromBackup(backup, file);
        }
        String server = url;
        if (server == null || file == null) {
            throw new RowbackException.BadInput(
                    "name the server (or --base-backup DIR) and the file: rowback schema"
                            + " mysql://user:password@host/database --out schema.sql");
        }
        LiveSchema.Summary summary = LiveSchema.write(server, file);
        console.out()
                .println(
                        summary.tables()
                                + " tables of "
                                + summary.server()
                                + " in "
                                + file
                                + (summary.position().isEmpty()
                                        ? ""
                                        : ", as of " + summary.position()));
        summary.skipped().forEach(line -> console.err().println("rowback: " + line));
        return Exit.DONE;
    }

    private int fromBackup(Path backup, Path file) throws RowbackException {
        PostgresCatalog catalog = BackupCatalog.write(backup, database, file);
        console.out()
                .printf(
                        "%d tables of %s (%s) in %s, as of %s%n",
                        CatalogSchemas.of(catalog, "backup").size(),
                        catalog.database().name(),
                        catalog.database().server(),
                        file,
                        Lsn.text(catalog.database().lsn()));
        return Exit.DONE;
    }
}
