package org.rowback.importers.postgres.logical;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// What one image says of each column of its layout. Reusable, not thread-safe.
final class Tuple {
    /// What is said of a column.
    enum State {
        /// Nothing.
        ABSENT,
        NULL,
        VALUE,
        /// An unchanged TOAST value, which the server does not log.
        UNCHANGED,
        /// wal2json writes null for NaN and the infinities too.
        NULL_OR_NOT_A_NUMBER,
        /// A value in a binary form that is not read.
        UNREAD
    }

    /// Which row it is.
    enum Role {
        /// The row after.
        NEW,
        /// The row before, as far as the replica identity has it.
        OLD,
        /// The row after in place of the row before, whose key is the same.
        NEW_FOR_OLD
    }

    final State[] states;
    final byte[] @Nullable [] texts;
    Role role = Role.NEW;

    /// Whether what is absent of the row before may be NULL: not so where nothing of it was logged.
    boolean leavesNullsOut;

    Tuple(int columns) {
        states = new State[columns];
        texts = new byte[columns][];
        Arrays.fill(states, State.ABSENT);
    }

    void set(int column, State state) {
        states[column] = state;
        texts[column] = null;
    }

    void unread(int column, byte[] bytes) {
        states[column] = State.UNREAD;
        texts[column] = bytes;
    }

    void value(int column, byte[] text) {
        states[column] = State.VALUE;
        texts[column] = text;
    }
}
