/// PostgreSQL's heap: pages and tuples as records of the log leave them, and the rows in them.
@NullMarked
package org.rowback.importers.postgres.heap;

import org.jspecify.annotations.NullMarked;
