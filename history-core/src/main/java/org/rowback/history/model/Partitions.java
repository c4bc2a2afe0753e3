package org.rowback.history.model;

import java.util.List;

/// How a table's rows are divided into partitions, as its definition says.
///
/// @param by the columns or the expression between the parentheses, as written; empty for KEY by the primary key
/// @param parts in the definition's order; those of HASH and KEY that have no names are called as the server calls them
public record Partitions(Method method, String by, List<Part> parts) {
    /// By what a row's partition is found.
    public enum Method {
        /// There are none, or it is not known, or by something else (LINEAR KEY, SYSTEM_TIME).
        NONE,
        RANGE,
        RANGE_COLUMNS,
        LIST,
        LIST_COLUMNS,
        HASH,
        LINEAR_HASH,
        KEY
    }

    /// One partition.
    ///
    /// @param bound what stands after LESS THAN or IN, without the parentheses around it; `MAXVALUE` and `DEFAULT` as
    ///     they are, empty where the partition has none
    public record Part(String name, String bound) {}

    public static final Partitions NONE = new Partitions(Method.NONE, "", List.of());

    public Partitions {
        parts = List.copyOf(parts);
    }

    public boolean isKnown() {
        return method != Method.NONE;
    }

    /// The place of a partition by name, which knows no case, or -1.
    public int indexOf(String name) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /// The same with other partitions.
    public Partitions with(List<Part> others) {
        return new Partitions(method, by, others);
    }
}
