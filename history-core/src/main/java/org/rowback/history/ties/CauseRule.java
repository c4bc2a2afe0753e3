package org.rowback.history.ties;

import java.util.Locale;

/// Why one change is tied to another. What an undo depends on has the rules that are more than a guess.
public enum CauseRule {
    /// The same row, written afterwards.
    LATER_WRITE("later write to the same row", Strength.PROVEN),
    /// A key or unique value that the earlier change gave up is held by the row of the later one.
    KEY_REUSED("key or unique value reused", Strength.PROVEN),
    /// Both were committed as one unit.
    SAME_TRANSACTION("same transaction", Strength.PROVEN),
    /// The later row refers to the earlier one by a declared foreign key.
    FOREIGN_KEY("child of a parent, declared foreign key", Strength.DERIVED),
    /// The earlier change took away a reference to a parent that the later one took away: the row cannot come back without.
    PARENT_NEEDED("parent of a restored child", Strength.DERIVED),
    /// A foreign key's action changed the row, and the server did not log it.
    CASCADE("cascade, not logged", Strength.DERIVED),
    /// The same statement changed a table that its text does not name: a trigger, or an action that the server logs.
    TRIGGER("trigger, inferred", Strength.GUESS),
    /// A row that refers to the changed one came to hold the value that was set there.
    COPIED_BY_REFERENCE("value copied along a reference", Strength.GUESS),
    /// The value that was set turned up elsewhere afterwards.
    COPIED("value seen elsewhere afterwards", Strength.GUESS),
    /// Another statement of the same shape.
    SAME_SHAPE("same statement shape", Strength.GUESS),
    /// Another transaction of the same connection or user.
    SAME_ACTOR("same actor", Strength.GUESS);

    private final String label;
    private final Strength strength;

    CauseRule(String label, Strength strength) {
        this.label = label;
        this.strength = strength;
    }

    public String label() {
        return label;
    }

    public Strength strength() {
        return strength;
    }

    /// The command line's word, e.g. `later-write`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
