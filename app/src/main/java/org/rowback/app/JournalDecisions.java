package org.rowback.app;

import org.rowback.history.casefile.journal.Journal;
import org.rowback.history.casefile.journal.JournalEntry;
import org.rowback.history.model.RowbackException;
import org.rowback.ui.Decisions;

import java.util.List;

/// What the user decides in the window, in the case's journal.
record JournalDecisions(Journal journal) implements Decisions {
    @Override
    public List<String> standing(String kind) throws RowbackException {
        return journal.entries(kind).stream().map(JournalEntry::json).toList();
    }

    @Override
    public void add(String kind, String json) throws RowbackException {
        journal.append(kind, json);
    }

    @Override
    public void undo(String kind) throws RowbackException {
        journal.undo(kind);
    }

    @Override
    public void redo(String kind) throws RowbackException {
        journal.redo(kind);
    }
}
