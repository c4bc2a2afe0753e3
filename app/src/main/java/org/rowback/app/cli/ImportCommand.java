package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.app.Imports;
import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportResult;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.PointText;
import org.rowback.history.query.json.JsonLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `rowback import CASE SOURCE...`.
@Command(
        name = "import",
        header = "Imports logs into a case; creates the case where there is none.",
        description = {
            "%nReads binlog files, folders of them (all logs, in log order), or standard input (-);"
                + " gzipped and zstd-compressed files too. The format is told by content. Decodes,"
                + " verifies every checksum, hashes and indexes; nothing is sent anywhere, no"
                + " server is needed.",
            "%nImporting the same evidence twice changes nothing. A stopped import (Ctrl-C, kill"
                + " -9, power) leaves a case that opens; the same command goes on where it stopped."
                + " What cannot be decoded becomes a finding, and import goes on with the next"
                + " event.",
            "%nWithout binlog_row_metadata=FULL the log does not name columns: give --schema with a"
                + " dump or SHOW CREATE TABLE output. It may come later: what was imported before"
                + " is then read anew, without the logs.%n"
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:nothing could be imported, or some sources could not",
            "3:done, with findings"
        },
        footer = {
            "%nExamples:",
            "  rowback import shop.rowback /var/lib/mysql/binlog.0004* --schema shop.sql",
            "  zcat binlog.000412.gz | rowback import shop.rowback -"
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin Zone zone = new Zone();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "SOURCE",
            description = "Files, folders, or - for standard input.")
    List<Path> sources = List.of();

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "DDL that names tables, columns and keys: mysqldump --no-data, SHOW CREATE"
                            + " TABLE, or what 'rowback schema' writes (for PostgreSQL only that)."
                            + " Repeatable.")
    List<Path> schemas = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Read the sources as this, whatever they look like: mysql-binlog,"
                            + " postgres-wal, postgres-logical.")
    String format = "";

    @Option(
            names = "--from",
            paramLabel = "T",
            description =
                    "Leave out transactions before a time ('2026-10-04 14:00') or a position"
                            + " (binlog.000412:4711).")
    @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "T",
            description = "Leave out transactions at or after a time or a position.")
    @Nullable String to;

    @Option(names = "--json", description = "The result as one JSON object.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    boolean quiet;

    private final Console console;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        if (sources.isEmpty() && schemas.isEmpty()) {
            throw new RowbackException.BadInput(
                    "nothing to import: name log files, a folder of them, or - for standard input");
        }
        boolean created = !Files.exists(target.file);
        ProgressLine progress = new ProgressLine(console, quiet);
        try (CaseFile opened =
                created
                        ? CaseFile.create(target.file, Wiring.codecs())
                        : CaseFile.open(target.file, Wiring.codecs())) {
            ImportResult result = run(opened, progress);
            progress.end();
            CaseTotals totals = opened.history().totals();
            if (json) {
                json(result, totals);
            } else {
                text(result, totals);
            }
            result.refused().forEach(line -> console.err().println("rowback: " + line));
            if (!result.refused().isEmpty()) {
                return Exit.FAILED;
            }
            return totals.findings() > 0 ? Exit.FINDINGS : Exit.DONE;
        } catch (RowbackException e) {
            progress.end();
            throw e;
        }
    }

    private ImportResult run(CaseFile opened, ProgressLine progress) throws RowbackException {
        if (sources.isEmpty()) {
            for (Path schema : schemas) {
                Imports.addSchema(opened, schema);
            }
            return new ImportResult(List.of(), List.of(), 0, 0, 0, java.time.Duration.ZERO);
        }
        return Imports.run(
                opened, schemas, new ImportRequest(sources, format, options()), progress);
    }

    private ImportOptions options() throws RowbackException {
        if (from == null && to == null) {
            return ImportOptions.ALL;
        }
        PointText begin = PointText.parse(from, zone.id);
        PointText end = PointText.parse(to, zone.id);
        return new ImportOptions(begin.micros(), end.micros(), begin.position(), end.position());
    }

    private void text(ImportResult result, CaseTotals totals) {
        double seconds = Math.max(result.elapsed().toMillis(), 1) / 1e3;
        for (ImportResult.SourceResult source : result.sources()) {
            String outcome =
                    switch (source.outcome()) {
                        case IMPORTED -> "imported";
                        case RESUMED -> "resumed";
                        case ALREADY_THERE -> "already there";
                    };
            console.out()
                    .printf(
                            Locale.ROOT,
                            "%s: %s, %s, %,d events%s%s%n",
                            source.name(),
                            outcome,
                            ProgressLine.amount(source.bytes(), "bytes"),
                            source.events(),
                            source.eventsSetAside() > 0
                                    ? String.format(
                                            Locale.ROOT,
                                            " (%,d set aside)",
                                            source.eventsSetAside())
                                    : "",
                            source.complete() ? "" : ", more may follow");
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d changes in %,d transactions, %,d findings, in %.1f s%n",
                        result.changes(),
                        result.transactions(),
                        result.findings(),
                        seconds);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s now holds %s in %,d transactions, %,d findings%s%n",
                        target.file,
                        ChangeText.count(totals),
                        totals.transactions(),
                        totals.findings(),
                        totals.findings() > 0 ? " (see: rowback info " + target.file + ")" : "");
    }

    private void json(ImportResult result, CaseTotals totals) {
        JsonLines lines = new JsonLines(console.out());
        lines.object(
                out -> {
                    out.writeNumberField("transactions", result.transactions());
                    out.writeNumberField("changes", result.changes());
                    out.writeNumberField("findings", result.findings());
                    out.writeNumberField("bytes", result.bytes());
                    out.writeNumberField("seconds", result.elapsed().toMillis() / 1e3);
                    out.writeArrayFieldStart("sources");
                    for (ImportResult.SourceResult source : result.sources()) {
                        out.writeStartObject();
                        out.writeStringField("name", source.name());
                        out.writeStringField("path", source.path());
                        out.writeStringField("outcome", source.outcome().name());
                        out.writeNumberField("events", source.events());
                        out.writeNumberField("eventsSetAside", source.eventsSetAside());
                        out.writeNumberField("bytes", source.bytes());
                        out.writeBooleanField("complete", source.complete());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                    out.writeArrayFieldStart("refused");
                    for (String line : result.refused()) {
                        out.writeString(line);
                    }
                    out.writeEndArray();
                });
        lines.totals(totals);
        lines.flush();
    }
}
