/// States and differences: tables as they were at a point of the log, and what changed between two points. Streams
/// through a scratch SQLite file, so memory does not grow with the evidence.
@NullMarked
package org.rowback.history.snapshot;

import org.jspecify.annotations.NullMarked;
