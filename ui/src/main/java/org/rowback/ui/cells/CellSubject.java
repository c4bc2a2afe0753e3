package org.rowback.ui.cells;

import java.util.Optional;

/// A cell that was pointed at.
///
/// @param change the change that it belongs to
/// @param text what the cell says
/// @param term what filters by it; empty where nothing does
public record CellSubject(long change, String text, Optional<String> term) {}
