package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.casefile.journal.Journal;
import org.rowback.history.casefile.journal.JournalEntry;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.revert.SavedSelection;
import org.rowback.history.revert.Selection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback selections CASE`.
@Command(
        name = "selections",
        header = "Lists the selections that the case keeps by name, or keeps one more.",
        description = {
            "%nA kept selection is undone with `rowback revert CASE --selection NAME`, and stands"
                    + " in the window's patch page. A filter selects what it matches whenever it is"
                    + " asked: with more evidence it may be more.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback selections shop.rowback --save agent --where 'thread == 8812 and not tx =="
                    + " 731'",
            "  rowback revert shop.rowback --selection agent --out patch",
            "  rowback selections shop.rowback --drop agent"
        })
final class SelectionsCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Keep what --where selects by this name; one of that name is replaced.")
    @Nullable String save;

    @Option(names = "--drop", paramLabel = "NAME", description = "Keep one no longer.")
    @Nullable String drop;

    private final Console console;

    SelectionsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        String dropped = drop;
        String saved = save;
        if ((saved == null) != (read.where == null) || (saved != null && dropped != null)) {
            throw new RowbackException.BadInput(
                    "give --save NAME with --where FILTER, or --drop NAME, or neither to list");
        }
        if (saved == null && dropped == null) {
            try (CaseFile opened = target.openToRead()) {
                list(opened);
            }
            return Exit.DONE;
        }
        try (CaseFile opened = CaseFile.open(target.file, Wiring.codecs())) {
            if (dropped != null) {
                drop(opened.journal(), dropped);
            } else if (saved != null) {
                save(opened, saved);
            }
        }
        return Exit.DONE;
    }

    private void save(CaseFile opened, String name) throws RowbackException {
        if (name.isBlank()) {
            throw new RowbackException.BadInput("--save: give the selection a name");
        }
        String where = Optional.ofNullable(read.where).orElse("");
        SavedSelection selection = SavedSelection.matching(name, where, read.zone.id);
        long count = count(opened.history(), selection);
        opened.journal().append(SavedSelection.KIND, selection.toJson());
        console.out().printf("%s: %,d changes, %s%n", name, count, where);
    }

    private void drop(Journal journal, String name) throws RowbackException {
        SavedSelections.named(journal, name);
        for (JournalEntry entry : journal.entries(SavedSelection.KIND)) {
            if (SavedSelection.of(entry.json()).filter(s -> s.name().equals(name)).isPresent()) {
                journal.undo(entry.id());
            }
        }
        console.out().println(name + ": not kept any more");
    }

    private void list(CaseFile opened) throws RowbackException {
        Map<String, SavedSelection> all = SavedSelections.of(opened.journal());
        TextTable table = new TextTable("Name", ">Changes", "Selects");
        JsonLines json = new JsonLines(console.out());
        for (SavedSelection each : all.values()) {
            long count = count(opened.history(), each);
            if (read.json) {
                json.object(
                        fields -> {
                            fields.writeStringField("name", each.name());
                            fields.writeStringField("selects", each.text());
                            fields.writeNumberField("changes", count);
                        });
            } else {
                table.add(each.name(), String.format("%,d", count), each.text());
            }
        }
        json.flush();
        if (!read.json && all.isEmpty()) {
            console.out().println("no selection is kept: see rowback help selections");
        } else if (!read.json) {
            table.print(console.out());
        }
    }

    private static long count(History history, SavedSelection saved) throws RowbackException {
        Selection selection = saved.select(history);
        long count = 0;
        try (Cursor<Change> changes = selection.changes(history, ImportMonitor.NONE)) {
            while (changes.next()) {
                count++;
            }
        }
        return count;
    }
}
