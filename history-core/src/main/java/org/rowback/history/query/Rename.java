package org.rowback.history.query;

import org.rowback.history.model.Change;
import org.rowback.history.model.TableName;

/// A statement after which a table has another name, and whether its rows can be followed through it.
///
/// @param change the DDL of the log
/// @param from the name before
/// @param to the name after
/// @param told what became of the rows, one sentence without its full stop
public record Rename(Change change, TableName from, TableName to, Follows follows, String told) {
    /// Whether rows of the one name are rows of the other.
    public enum Follows {
        /// Nothing of the old name was written after it and nothing of the new one before: the same table.
        PROVEN,
        /// The table took the place of another in the same statement, as at the end of an online schema change: the rows
        /// of the new name go on under it, and those of the old one are a copy.
        BY_NAME,
        /// Rows were written under both names: which of them are the same cannot be told.
        UNPROVEN;

        /// The word that JSON has, e.g. `by-name`.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static Rename of(Change change, TableName to, Follows follows) {
        TableName from = change.table();
        String by = " by change " + change.id();
        String told =
                switch (follows) {
                    case PROVEN -> from + " was renamed to " + to + by;
                    case BY_NAME ->
                            from
                                    + " took the place of "
                                    + to
                                    + by
                                    + ", as an online schema change ends: rows of "
                                    + to
                                    + " are followed by the name, and those of "
                                    + from
                                    + " before it are a copy";
                    case UNPROVEN ->
                            from
                                    + " was renamed to "
                                    + to
                                    + by
                                    + ", and rows were written under both names before or after"
                                    + " that: which of them are the same cannot be told";
                };
        return new Rename(change, from, to, follows, told);
    }
}
