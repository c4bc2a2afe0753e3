package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;
import org.rowback.history.query.json.JsonLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// `rowback info CASE`.
@Command(
        name = "info",
        header = "Says what a case holds: totals, sources, tables, findings.",
        description = {
            "%nPrints how much was read and that the sum adds up (events read = events used +"
                + " events set aside), each source with its span, server and SHA-256, each table"
                + " with its counts, and the findings with what they mean for an undo.",
            "%nWith --json the first line has the case's totals: transactions, changes, events,"
                    + " eventsUsed, eventsSetAside, findings, bytes; then one line for each source,"
                    + " table and finding, told apart by \"type\".",
            "%nExits with 3 where there are findings.%n"
        })
final class InfoCommand implements Callable<Integer> {
    private static final int FINDINGS_SHOWN = 20;

    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();
    private final Console console;

    InfoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            CaseTotals totals = history.totals();
            if (read.json) {
                json(history, totals);
            } else {
                text(history, totals);
            }
            return totals.findings() > 0 ? Exit.FINDINGS : Exit.DONE;
        }
    }

    private void text(History history, CaseTotals totals) throws RowbackException {
        PrintStream out = console.out();
        Times times = new Times(read.zone.id);
        out.printf(
                "%s in %,d transactions, %s to %s%n",
                ChangeText.count(totals),
                totals.transactions(),
                times.seconds(totals.firstTimeMicros()),
                times.seconds(totals.lastTimeMicros()));
        out.printf(
                "%,d events read = %,d used + %,d set aside; %s of log; %,d findings%n",
                totals.events(),
                totals.eventsUsed(),
                totals.eventsSetAside(),
                ProgressLine.amount(totals.bytes(), "bytes"),
                totals.findings());
        sources(history, times);
        tables(history, times);
        findings(history);
    }

    private void sources(History history, Times times) throws RowbackException {
        TextTable table =
                new TextTable(
                        "source",
                        "server",
                        "from",
                        "to",
                        ">bytes",
                        ">events",
                        ">set aside",
                        "read",
                        "sha256");
        for (Source source : history.sources()) {
            table.add(
                    source.name(),
                    source.server(),
                    times.seconds(source.firstTimeMicros()),
                    times.seconds(source.lastTimeMicros()),
                    String.format("%,d", source.contentBytes()),
                    String.format("%,d", source.eventsRead()),
                    source.eventsSetAside(),
                    source.complete() ? "whole" : "in part",
                    source.sha256().isEmpty() ? "-" : source.sha256());
        }
        section(table);
    }

    private void tables(History history, Times times) throws RowbackException {
        TextTable table =
                new TextTable(
                        "table", ">inserts", ">updates", ">deletes", ">other", "first", "last");
        for (TableSummary summary : history.tables()) {
            table.add(
                    summary.name(),
                    String.format("%,d", summary.inserts()),
                    String.format("%,d", summary.updates()),
                    String.format("%,d", summary.deletes()),
                    summary.others(),
                    times.seconds(summary.firstTimeMicros()),
                    times.seconds(summary.lastTimeMicros()));
        }
        section(table);
    }

    private void findings(History history) throws RowbackException {
        Map<Finding.Kind, Integer> counts = new EnumMap<>(Finding.Kind.class);
        TextTable table = new TextTable("finding", "kind", "source", ">offset", "what");
        Map<Integer, String> names = new HashMap<>();
        for (Source source : history.sources()) {
            names.put(source.id(), source.name());
        }
        long limit = read.limit > 0 ? read.limit : FINDINGS_SHOWN;
        int shown = 0;
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                Finding finding = findings.get();
                counts.merge(finding.kind(), 1, Integer::sum);
                if (shown < limit) {
                    table.add(
                            finding.kind().severity(),
                            finding.kind(),
                            names.getOrDefault(finding.sourceId(), "-"),
                            finding.offset() < 0 ? "-" : finding.offset(),
                            finding.message());
                    shown++;
                }
            }
        }
        section(table);
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all > shown) {
            console.out()
                    .printf(
                            "… and %,d more findings (--json lists all, --limit N shows more)%n",
                            all - shown);
        }
        if (!counts.isEmpty()) {
            console.out().println();
            counts.forEach(
                    (kind, count) ->
                            console.out().printf("%s × %,d: %s%n", kind, count, kind.meaning()));
        }
    }

    private void section(TextTable table) {
        if (!table.isEmpty()) {
            console.out().println();
            table.print(console.out());
        }
    }

    private void json(History history, CaseTotals totals) throws RowbackException {
        JsonLines json = new JsonLines(console.out());
        json.totals(totals);
        Map<Integer, String> names = new HashMap<>();
        for (Source source : history.sources()) {
            json.source(source);
            names.put(source.id(), source.name());
        }
        for (TableSummary table : history.tables()) {
            json.table(table, history.schemaAt(table.id(), Long.MAX_VALUE));
        }
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                json.finding(findings.get(), names.getOrDefault(findings.get().sourceId(), ""));
            }
        }
        json.flush();
    }
}
