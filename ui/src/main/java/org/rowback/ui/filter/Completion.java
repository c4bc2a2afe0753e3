package org.rowback.ui.filter;

/// One way to go on with a filter.
///
/// @param label what the list shows
/// @param hint a few words about it
/// @param from where the replaced part of the text begins
/// @param to where it ends
/// @param insert what is put there
public record Completion(String label, String hint, int from, int to, String insert) {}
