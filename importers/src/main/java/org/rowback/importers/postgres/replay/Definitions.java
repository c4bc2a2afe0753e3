package org.rowback.importers.postgres.replay;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which relations' definitions a transaction has begun to change, and how they were before.
final class Definitions {
    private final TableFinder finder;
    private final Map<Long, Begun> begun = new LinkedHashMap<>();

    private record Begun(int xid, int before) {}

    /// A definition that changed.
    interface Changed {
        /// @param table as it is after, or, where it is gone, as it was
        void changed(int xid, int table, boolean gone);
    }

    Definitions(TableFinder finder) {
        this.finder = finder;
    }

    void changing(CatalogChange change, long relation) {
        if (!begun.containsKey(relation)) {
            begun.put(relation, new Begun(change.xid(), now(relation)));
        }
    }

    private int now(long relation) {
        return finder.isTable(relation) ? finder.table(relation) : -1;
    }

    /// Whether any is being changed.
    boolean any() {
        return !begun.isEmpty();
    }

    /// Says of a relation, whose rows come next, how it changed.
    void settle(long relation, Changed to) {
        Begun was = begun.remove(relation);
        if (was != null) {
            tell(was, now(relation), to);
        }
    }

    /// Says of all relations that a transaction changed how they did.
    void settleAll(int xid, Changed to) {
        if (begun.isEmpty()) {
            return;
        }
        Map<Long, Begun> ended = new LinkedHashMap<>();
        begun.forEach(
                (relation, was) -> {
                    if (was.xid == xid) {
                        ended.put(relation, was);
                    }
                });
        ended.forEach(
                (relation, was) -> {
                    begun.remove(relation);
                    tell(was, now(relation), to);
                });
    }

    private static void tell(Begun was, int now, Changed to) {
        if (now != was.before) {
            to.changed(was.xid, now >= 0 ? now : was.before, now < 0);
        }
    }
}
