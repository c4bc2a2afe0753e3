package org.rowback.history.revert;

import java.util.LinkedHashSet;
import java.util.Set;

/// Columns of a planned row that go through NULL, because rows stand in each other's way in a circle.
///
/// @param early columns that are set to NULL before all other statements, so that what they hold is free
/// @param late columns that get their value after all other statements, when what they refer to is there
public record Detour(Set<String> early, Set<String> late) {
    public static final Detour NONE = new Detour(Set.of(), Set.of());

    public Detour {
        early = Set.copyOf(early);
        late = Set.copyOf(late);
    }

    Detour withEarly(Set<String> columns) {
        return new Detour(union(early, columns), late);
    }

    Detour withLate(Set<String> columns) {
        return new Detour(early, union(late, columns));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }
}
