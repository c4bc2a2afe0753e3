package org.rowback.history.model;

/// A CHECK constraint that the server enforces.
///
/// @param name empty where it has none or it is not known
/// @param expression what has to be true or NULL of every row, as SQL without the parentheses around it; empty where
///     it is not known
public record Check(String name, String expression) {}
