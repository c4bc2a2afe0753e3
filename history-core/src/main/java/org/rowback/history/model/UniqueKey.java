package org.rowback.history.model;

import java.util.List;

/// A unique key over columns by name, in key order.
public record UniqueKey(String name, List<String> columns) {
    public UniqueKey {
        columns = List.copyOf(columns);
    }
}
