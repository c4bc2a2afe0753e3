/// From records of the write-ahead log to history: which rows, of which table as it was then, in which transaction.
@NullMarked
package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.NullMarked;
