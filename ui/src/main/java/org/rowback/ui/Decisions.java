package org.rowback.ui;

import org.rowback.history.model.RowbackException;

import java.util.List;

/// What the user decided, kept with the case apart from the evidence: only added to, with undo. Called on workers.
public interface Decisions {
    /// Contents of the decisions of a kind that stand, oldest first.
    List<String> standing(String kind) throws RowbackException;

    /// Adds one; it is durable when this returns.
    void add(String kind, String json) throws RowbackException;

    /// Takes back the newest of a kind that stands, if any does.
    void undo(String kind) throws RowbackException;

    /// Brings back the one that was taken back last, if nothing of that kind was added since.
    void redo(String kind) throws RowbackException;
}
