package org.rowback.importers.mysql.event;

import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;

/// A stretch of a log that could not be read as an event.
///
/// @param offset where it begins in the content
/// @param length how many bytes were passed over
/// @param bytes the first of them, at most 4096
/// @param message what is wrong, one sentence
public record Damage(Finding.Kind kind, long offset, long length, Bytes bytes, String message) {}
