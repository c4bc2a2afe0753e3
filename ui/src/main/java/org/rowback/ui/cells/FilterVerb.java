package org.rowback.ui.cells;

import org.rowback.ui.filter.FilterText;
import org.rowback.ui.text.Text;

/// How a cell's term goes together with the filter in force.
public enum FilterVerb {
    SELECTED,
    NOT,
    AND,
    OR;

    /// The filter that comes of it.
    ///
    /// @param filter the filter in force; may be empty
    public String on(String filter, String term) {
        return switch (this) {
            case SELECTED -> term;
            case NOT -> FilterText.and(filter, FilterText.not(term));
            case AND -> FilterText.and(filter, term);
            case OR -> filter.isBlank() ? term : FilterText.or(filter, term);
        };
    }

    String title() {
        return Text.of("cell.verb." + name());
    }
}
