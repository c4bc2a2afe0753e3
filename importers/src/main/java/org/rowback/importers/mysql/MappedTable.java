package org.rowback.importers.mysql;

import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.RowsEvent;
import org.rowback.importers.mysql.row.Malformed;
import org.rowback.importers.mysql.row.RowLayout;
import org.rowback.importers.mysql.row.TableMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A table id's meaning, with the layouts of its rows that were met.
final class MappedTable {
    private final byte[] body;
    private final TableMap map;
    private final List<MappedLayout> layouts = new ArrayList<>(2);

    private MappedTable(byte[] body, TableMap map) {
        this.body = body;
        this.map = map;
    }

    static MappedTable read(Event event, int postHeader, boolean mariaDb) throws Malformed {
        int length = event.bodyEnd() - event.bodyStart();
        byte[] body = Arrays.copyOfRange(event.buffer(), event.bodyStart(), event.bodyEnd());
        return new MappedTable(body, TableMap.parse(body, 0, length, postHeader, mariaDb));
    }

    /// Whether an event says the same again.
    boolean isMappedBy(Event event) {
        return Arrays.equals(
                body, 0, body.length, event.buffer(), event.bodyStart(), event.bodyEnd());
    }

    TableMap map() {
        return map;
    }

    /// The layout of an event's rows.
    MappedLayout layout(RowsEvent rows) {
        for (MappedLayout layout : layouts) {
            if (layout.fits(rows)) {
                return layout;
            }
        }
        BitSet before = RowLayout.bitmap(rows.bitmaps(), rows.beforeBitmap(), rows.columns());
        BitSet after = RowLayout.bitmap(rows.bitmaps(), rows.afterBitmap(), rows.columns());
        MappedLayout layout =
                new MappedLayout(
                        rows, RowLayout.of(map, rows.partial(), before, after), before, after);
        layouts.add(layout);
        return layout;
    }
}
