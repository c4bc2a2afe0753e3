/// How PostgreSQL's types lie on disk, and the text that the server's output functions print for them.
@NullMarked
package org.rowback.importers.postgres.heap.value;

import org.jspecify.annotations.NullMarked;
