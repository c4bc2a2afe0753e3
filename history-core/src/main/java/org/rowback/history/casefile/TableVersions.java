package org.rowback.history.casefile;

import org.rowback.history.casefile.blocks.ChangeBlock;
import org.rowback.history.casefile.schemas.SchemaBook;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The schema versions of one table along the log.
final class TableVersions {
    private final BlockReader reader;
    private final SchemaBook book;
    private final int table;
    private final TableName name;

    TableVersions(BlockReader reader, int table) throws RowbackException.CaseFile {
        this.reader = reader;
        this.book = reader.book();
        this.table = table;
        name = reader.table(table);
        SchemaRows.addFormats(reader.db(), book, book.lastFormat());
    }

    /// Each version once, in the order in which they came up: where a row format was first used, and where a
    /// definition changed how a format is read. A definition that no format was seen with stands for itself.
    List<SchemaVersion> all() throws RowbackException.CaseFile {
        TreeSet<Long> points = new TreeSet<>();
        book.borders(name).forEach(border -> points.add(border + 1));
        book.formatsOf(name).forEach(format -> points.add(format.firstChange()));
        List<SchemaVersion> versions = new ArrayList<>();
        for (long point : points) {
            Long next = points.higher(point);
            boolean read = false;
            for (SchemaBook.Format format : book.formatsOf(name)) {
                boolean begins = format.firstChange() == point;
                if (begins || (format.firstChange() < point && book.fits(format.id(), point))) {
                    add(versions, book.version(format.id(), point));
                    read = true;
                }
                read |= next != null && format.firstChange() == next;
            }
            if (!read) {
                book.definition(name, point).ifPresent(d -> add(versions, d));
            }
        }
        return versions;
    }

    private static void add(List<SchemaVersion> versions, SchemaVersion version) {
        if (!versions.contains(version)) {
            versions.add(version);
        }
    }

    /// The version of the newest change of a row at or before a change, or what a definition since makes of it; the
    /// first version where there is none so early.
    Optional<SchemaVersion> at(long changeId) throws RowbackException.CaseFile {
        Optional<StoredChange> newest = newest(changeId);
        long since = newest.map(StoredChange::id).orElse(0L);
        boolean definedSince =
                book.borders(name).stream().anyMatch(b -> b >= since && b < changeId);
        if (newest.isPresent() && !definedSince) {
            return newest.map(StoredChange::schema);
        }
        Optional<SchemaVersion> defined = book.definition(name, changeId);
        for (SchemaBook.Format format : book.formatsOf(name)) {
            if (defined.isPresent() && book.fits(format.id(), changeId)) {
                return Optional.of(book.version(format.id(), changeId));
            }
        }
        if (defined.isPresent() || newest.isPresent()) {
            return defined.or(() -> newest.map(StoredChange::schema));
        }
        return all().stream().findFirst();
    }

    private Optional<StoredChange> newest(long changeId) throws RowbackException.CaseFile {
        BitSet only = new BitSet();
        only.set(table);
        Scan scan =
                Scan.ALL
                        .tables(only)
                        .ops(Set.of(Op.INSERT, Op.UPDATE, Op.DELETE))
                        .ids(1, changeId)
                        .backward()
                        .includingVoid();
        BlockWalk walk = new BlockWalk(scan);
        while (!walk.atEnd()) {
            BlockWalk.Stretch stretch = walk.next(reader.db(), 1);
            for (BlockReader.Entry entry : stretch.blocks()) {
                ChangeBlock block = reader.block(entry);
                VoidRanges voids = stretch.voids().within(entry.first(), entry.last());
                BlockPicks picks = new BlockPicks(reader.db(), scan, entry, block, voids);
                for (int i = picks.next(); i >= 0; i = picks.next()) {
                    return Optional.of(reader.bare(block, i, voids));
                }
            }
        }
        return Optional.empty();
    }
}
