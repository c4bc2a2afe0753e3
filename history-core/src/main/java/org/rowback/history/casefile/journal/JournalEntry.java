package org.rowback.history.casefile.journal;

import java.util.OptionalLong;

/// One thing that the user decided.
///
/// @param id from 1, in the order of the decisions
/// @param atMicros when, microseconds since 1970 UTC
/// @param kind e.g. `selection`, `note`, `choice`; [Journal#UNDO] for taking one back
/// @param json what, in the kind's own form
/// @param undoes the entry that this one takes back
public record JournalEntry(long id, long atMicros, String kind, String json, OptionalLong undoes) {}
