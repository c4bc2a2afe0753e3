package org.rowback.history.model;

/// Something wrong or missing in the evidence: stored, counted, shown, never skipped in silence.
///
/// @param id from 1; 0 before it is stored
/// @param sourceId 0 where it concerns no single source
/// @param offset where, in bytes (or an LSN); -1 where it concerns the whole source
/// @param length how many bytes it concerns
/// @param bytes the first bytes of it, at most 4096
/// @param message one sentence: what is wrong
public record Finding(
        long id, Kind kind, int sourceId, long offset, long length, Bytes bytes, String message) {
    public Finding {
        if (bytes.length() > 4096) {
            bytes = Bytes.copyOf(bytes.array(), 0, 4096);
        }
    }

    public enum Severity {
        /// Good to know.
        NOTE,
        /// Some undo may be impossible or needs a look.
        WARNING,
        /// Changes are missing or unreadable: an undo may rest on false ground.
        ERROR
    }

    /// The kinds, each with what it means for an undo. Names are stored: append, never rename.
    public enum Kind {
        BAD_CHECKSUM(
                Severity.ERROR,
                "The event's bytes were altered after they were written; its changes were set"
                        + " aside."),
        UNDECODABLE_EVENT(
                Severity.ERROR,
                "The event could not be read; what it changed is missing from the history."),
        UNKNOWN_EVENT(
                Severity.ERROR,
                "The event's type is not known; what it changed, if anything, is missing."),
        UNDECODABLE_VALUE(
                Severity.WARNING,
                "A value could not be read; no statement is written that would need it."),
        TRUNCATED_TAIL(
                Severity.WARNING, "The source ends inside an event; what followed is not known."),
        GAP(
                Severity.ERROR,
                "Log is missing between two sources; rows may have been written there, so later"
                        + " states are assumed."),
        INCIDENT(
                Severity.ERROR,
                "The server reported that events were lost here; later states are assumed."),
        STATEMENT_DML(
                Severity.ERROR,
                "Rows were changed by a statement without row images; which rows and values is not"
                        + " known."),
        CLOCK_JUMP(
                Severity.WARNING,
                "The server's clock went backwards; times near it are not in log order."),
        IN_USE(
                Severity.NOTE,
                "The file was still being written or the server crashed; more may follow."),
        NO_COLUMN_NAMES(
                Severity.WARNING,
                "Columns are known by position only; import a schema file to name them."),
        NO_PRIMARY_KEY(
                Severity.WARNING,
                "Rows have no key; a patch names them by their whole image and changes one of"
                        + " them."),
        PARTIAL_IMAGE(
                Severity.WARNING,
                "Not every column was logged; what earlier changes do not prove cannot be"
                        + " restored."),
        SCHEMA_MISMATCH(
                Severity.WARNING,
                "The schema given does not fit the logged rows and was not used for them."),
        UNPARSED_DDL(
                Severity.WARNING,
                "A DDL statement was not understood; names and keys after it may be out of date."),
        ENCRYPTED(
                Severity.ERROR,
                "The content is encrypted and no key was given; nothing in it is known."),
        VOIDED(
                Severity.NOTE,
                "Changes were rolled back inside the log and do not count as history."),
        UNRESOLVED_XA(
                Severity.WARNING,
                "A prepared transaction's end is not in the evidence; its changes do not count as"
                        + " history."),
        INCOMPLETE_TRANSACTION(
                Severity.WARNING,
                "The evidence ends inside a transaction; its changes do not count as history."),
        CHECKS_OFF(Severity.NOTE, "Foreign-key or unique checks were off; rows may violate them."),
        CASCADES_NOT_LOGGED(
                Severity.WARNING,
                "The server does not log what foreign keys cascade; such changes of child rows are"
                        + " missing."),
        IGNORED_EVENT(Severity.NOTE, "An event marked as ignorable was set aside."),
        OVERLAP(
                Severity.NOTE,
                "The source repeats what the case already holds; the repetition was left out."),
        NO_COMMIT_TIMES(
                Severity.WARNING,
                "The log does not say when transactions committed; their order is known, their"
                        + " times are not."),
        OUT_OF_ORDER(
                Severity.ERROR,
                "A transaction stands behind one that committed later, or is there twice; states"
                        + " from there on may be wrong.");

        private final Severity severity;
        private final String meaning;

        Kind(Severity severity, String meaning) {
            this.severity = severity;
            this.meaning = meaning;
        }

        public Severity severity() {
            return severity;
        }

        /// What it means for an undo: one sentence.
        public String meaning() {
            return meaning;
        }
    }
}
