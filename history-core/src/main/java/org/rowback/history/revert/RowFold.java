package org.rowback.history.revert;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.Version;
import org.rowback.history.revert.Differences.Motion;

import java.util.Arrays;
import java.util.Optional;

/// Replays a row's life twice at once: as it was, and as it would have been without the selected changes.
///
/// A good write of a column (an unselected change that altered it) sets the column in both; a bad one only in the
/// first. A good INSERT or DELETE settles the whole row in both, so only what came after it is still to be undone.
/// What the row is in the end is the head, what it would have been is the target.
final class RowFold {
    private static final ColumnValue UNSEEN = new ColumnValue.NotLogged("no change shows it");
    private static final ColumnValue GAP =
            new ColumnValue.NotLogged("log is missing before this change");

    private final SchemaVersion head;
    private final Differences differences;
    private final int columns;

    /// The row as the last version found it; null where there was none.
    private ColumnValue @Nullable [] found;

    private boolean begun;
    private boolean exists;
    private boolean goodExists;
    private final ColumnValue[] now;
    private final ColumnValue[] good;
    private final Track[] tracks;

    private @Nullable Change lastBad;
    private @Nullable Change badInsert;
    private @Nullable Change badDelete;
    private @Nullable Change goodDelete;
    private @Nullable Reuse reused;
    private @Nullable HiddenEffect goneWith;
    private @Nullable Change goodOnBadRow;
    private @Nullable Change laterGood;
    private boolean superseded;
    private boolean hiddenBad;

    /// A good INSERT that took the key of a row that a selected change had deleted.
    ///
    /// @param lost what that row would have been
    /// @param inserted what it inserted
    record Reuse(Change by, ColumnValue[] lost, ColumnValue[] inserted) {}

    /// What happened to one column since the last good INSERT or DELETE of the row.
    static final class Track {
        /// The value before the last unbroken run of bad writes.
        ColumnValue original = ColumnValue.NULL;

        /// The value that the last bad write left.
        ColumnValue bad = ColumnValue.NULL;

        /// The first and last bad write of that run; null where none.
        @Nullable Change first;

        @Nullable Change last;

        /// The good write that ended it; null where the head is still bad.
        @Nullable Change keptBy;

        /// The last good write since that moved the value by a difference, where such are kept, or wrote other parts of
        /// a document; null where none.
        @Nullable Change movedBy;

        /// The good write that moved by a difference, or may have moved, what bad writes had left, where such are not
        /// kept: what it left would have been another number without them; null where none, or where a good write set
        /// it since.
        @Nullable Change spoiled;

        /// How the last good write since came to what it left.
        Motion motion = Motion.SET;

        boolean unlogged;

        /// Whether only a foreign key's unlogged action wrote it.
        boolean hidden;

        boolean isBad() {
            return last != null && keptBy == null;
        }
    }

    RowFold(SchemaVersion head, Differences differences) {
        this.head = head;
        this.differences = differences;
        this.columns = head.columns().size();
        this.now = new ColumnValue[columns];
        this.good = new ColumnValue[columns];
        this.tracks = new Track[columns];
        Arrays.fill(now, UNSEEN);
        Arrays.fill(good, UNSEEN);
        clearTracks();
    }

    /// Takes the next version of the row.
    ///
    /// @param bad whether it is selected, or would not be without the selected changes
    void version(Version version, boolean bad) throws RowbackException {
        Change change = version.change();
        found = null;
        if (!change.op().isRow()) {
            found = exists ? now.clone() : null;
            settleGone(change, bad);
            return;
        }
        if (change.op() == Op.INSERT) {
            inserted(change, Values.logged(head, version.after().orElseThrow()), bad);
            return;
        }
        found(version);
        found = now.clone();
        if (change.op() == Op.DELETE) {
            settleGone(change, bad);
        } else {
            updated(change, Values.logged(head, version.after().orElseThrow()), bad);
        }
    }

    /// Takes what a foreign key's action did to the row without the log saying so. Where it acted because of a
    /// reference that a bad write made, a good write of the parent does not make it good.
    ///
    /// @return the effect as it is for this row
    HiddenEffect hidden(HiddenEffect effect) throws RowbackException {
        boolean bad = effect.bad() || (goodExists && isBad(effect.columns()));
        if (effect.deletes()) {
            settleGone(effect.cause(), bad);
        } else {
            ColumnValue[] after = now.clone();
            for (int i = 0; i < effect.columns().length; i++) {
                after[effect.columns()[i]] = effect.values().get(i);
            }
            Change written = goodOnBadRow;
            Change later = laterGood;
            updated(effect.cause(), after, bad);
            goodOnBadRow = written;
            laterGood = bad ? null : later;
            for (int column : effect.columns()) {
                tracks[column].hidden = bad;
            }
        }
        hiddenBad |= bad;
        return new HiddenEffect(
                effect.cause(),
                effect.key(),
                effect.deletes(),
                effect.columns(),
                effect.values(),
                bad);
    }

    /// Takes the loss of a column that an ALTER dropped and that is there again.
    void lost(LostColumns.Loss loss, boolean bad) {
        int at = loss.column();
        Track track = tracks[at];
        if (bad && exists) {
            if (!track.isBad()) {
                track.original = now[at];
                track.first = loss.by();
            }
            track.last = loss.by();
            track.keptBy = null;
            track.hidden = false;
            track.bad = loss.left();
            lastBad = loss.by();
        } else if (!bad) {
            goodWrite(at, loss.by(), loss.left(), Motion.SET);
        }
        if (exists) {
            now[at] = loss.left();
        }
    }

    /// Takes a good TRUNCATE or DROP of the table that did not find the row.
    void emptied(Change change) {
        if (goodExists) {
            settleGone(change, false);
        }
    }

    /// Takes what a foreign key's action would have done to the row, had the selected changes not been.
    void wouldBe(HiddenEffect effect) {
        if (effect.deletes()) {
            goodExists = false;
            goneWith = effect;
        } else {
            for (int i = 0; i < effect.columns().length; i++) {
                good[effect.columns()[i]] = effect.values().get(i);
            }
        }
    }

    /// Whether a bad write left what some columns hold now.
    boolean isBad(int[] reference) {
        return Arrays.stream(reference)
                .anyMatch(i -> tracks[i].isBad() && !Values.same(good[i], now[i]));
    }

    private void inserted(Change change, ColumnValue[] after, boolean bad) {
        begun = true;
        System.arraycopy(after, 0, now, 0, columns);
        exists = true;
        if (bad) {
            lastBad = change;
            badInsert = change;
            for (int i = 0; i < columns; i++) {
                Track track = tracks[i];
                track.original = good[i];
                track.first = change;
                track.last = change;
                track.keptBy = null;
                track.bad = after[i];
            }
            return;
        }
        boolean wasBadlyDeleted = badDelete != null && goodExists;
        reused = wasBadlyDeleted ? new Reuse(change, good.clone(), after) : null;
        clearTracks();
        superseded |= lastBad != null;
        System.arraycopy(after, 0, good, 0, columns);
        goodExists = true;
        badInsert = null;
        badDelete = null;
        goodOnBadRow = null;
        goneWith = null;
    }

    /// Compares what a change found with what is known, and learns what it shows.
    private void found(Version version) {
        ColumnValue[] before = Values.logged(head, version.before().orElseThrow());
        if (!begun || !exists) {
            // Nothing known yet, or the row came back without the log saying how.
            boolean back = begun;
            begun = true;
            exists = true;
            goodExists = true;
            System.arraycopy(before, 0, now, 0, columns);
            System.arraycopy(before, 0, good, 0, columns);
            if (back) {
                clearTracks();
                badInsert = null;
                badDelete = null;
                superseded |= lastBad != null;
            }
            return;
        }
        boolean gap = version.link() == Version.Link.GAP || isUnexplained(version, before);
        for (int i = 0; i < columns; i++) {
            if (Values.differ(before[i], now[i])) {
                now[i] = before[i];
                goodWrite(i, version.change(), before[i], Motion.SET);
                tracks[i].unlogged = true;
            } else if (Values.isKnown(before[i]) && !Values.isKnown(now[i])) {
                now[i] = before[i];
                if (!tracks[i].isBad()) {
                    good[i] = before[i];
                }
            } else if (gap && !Values.isKnown(before[i])) {
                now[i] = GAP;
                if (!tracks[i].isBad()) {
                    good[i] = GAP;
                }
            }
        }
    }

    private boolean isUnexplained(Version version, ColumnValue[] before) {
        if (version.link() != Version.Link.HOLE) {
            return false;
        }
        for (int i = 0; i < columns; i++) {
            if (Values.differ(before[i], now[i])) {
                return true;
            }
        }
        return false;
    }

    private void updated(Change change, ColumnValue[] after, boolean bad) throws RowbackException {
        for (int i = 0; i < columns; i++) {
            boolean writes =
                    !(after[i] instanceof ColumnValue.NotLogged) && !Values.same(after[i], now[i]);
            if (!writes) {
                continue;
            }
            if (bad) {
                Track track = tracks[i];
                if (!track.isBad()) {
                    track.original = now[i];
                    track.first = change;
                }
                track.last = change;
                track.keptBy = null;
                track.hidden = false;
                track.bad = after[i];
            } else {
                Motion motion = motion(i, change, after[i]);
                if (!moves(i, change, after[i], motion)) {
                    goodWrite(i, change, after[i], motion);
                }
                if (!goodExists) {
                    goodOnBadRow = change;
                }
            }
            now[i] = after[i];
        }
        if (bad) {
            lastBad = change;
        }
        laterGood = bad || lastBad == null ? null : change;
    }

    /// How a good write of a column that bad writes changed came to its value.
    private Motion motion(int at, Change change, ColumnValue value) throws RowbackException {
        return tracks[at].last == null
                ? Motion.SET
                : differences.motion(change, head.columns().get(at), now[at], value);
    }

    /// Whether a good write of a column that a bad one spoiled is kept as a difference, of numbers or of documents; then
    /// what the column would be moves by it.
    private boolean moves(int at, Change change, ColumnValue value, Motion motion) {
        Track track = tracks[at];
        Column column = head.columns().get(at);
        if (track.last == null) {
            return false;
        }
        Optional<ColumnValue> moved =
                differences.areKept(change, column, motion)
                        ? Differences.moved(good[at], now[at], value)
                        : Documents.moved(column, good[at], now[at], value);
        moved.ifPresent(
                v -> {
                    good[at] = v;
                    track.movedBy = change;
                    track.motion = motion;
                });
        return moved.isPresent();
    }

    private void goodWrite(int column, Change change, ColumnValue value, Motion motion) {
        good[column] = value;
        Track track = tracks[column];
        if (track.last == null) {
            return;
        }
        track.motion = motion;
        if (!motion.isOpen()) {
            track.spoiled = null;
        } else if (track.isBad()) {
            track.spoiled = change;
        }
        track.keptBy = change;
    }

    private void settleGone(Change change, boolean bad) {
        exists = false;
        if (bad) {
            lastBad = change;
            badDelete = change;
            return;
        }
        superseded |= lastBad != null;
        goodDelete = change;
        goodExists = false;
        badInsert = null;
        badDelete = null;
        goodOnBadRow = null;
        reused = null;
        clearTracks();
    }

    private void clearTracks() {
        Arrays.setAll(tracks, _ -> new Track());
    }

    /// The row as the last version found it; null where there was none.
    ColumnValue @Nullable [] found() {
        return found;
    }

    boolean exists() {
        return exists;
    }

    /// Whether the row would exist without the selected changes.
    boolean goodExists() {
        return goodExists;
    }

    ColumnValue now(int column) {
        return now[column];
    }

    ColumnValue[] nowValues() {
        return now;
    }

    /// What the column would be without the selected changes.
    ColumnValue good(int column) {
        return good[column];
    }

    ColumnValue[] goodValues() {
        return good;
    }

    /// What the row would be without the selected changes.
    RowImage good() {
        return RowImage.logged(head, good);
    }

    Track track(int column) {
        return tracks[column];
    }

    @Nullable Change lastBad() {
        return lastBad;
    }

    /// The selected INSERT that made the row, where nothing good did.
    @Nullable Change badInsert() {
        return badInsert;
    }

    @Nullable Change badDelete() {
        return badDelete;
    }

    @Nullable Change goodDelete() {
        return goodDelete;
    }

    /// The good change of a parent with which the row would have gone.
    @Nullable HiddenEffect goneWith() {
        return goneWith;
    }

    @Nullable Reuse reused() {
        return reused;
    }

    /// A good UPDATE of a row that a selected INSERT made.
    @Nullable Change goodOnBadRow() {
        return goodOnBadRow;
    }

    /// The good UPDATE of the row that came last, after the last bad write of it.
    @Nullable Change laterGood() {
        return laterGood;
    }

    /// Whether a good INSERT or DELETE of the whole row came after selected changes.
    boolean isSuperseded() {
        return superseded;
    }

    /// Whether a foreign key's unlogged action that a selected change caused is part of it.
    boolean isHiddenBad() {
        return hiddenBad;
    }
}
