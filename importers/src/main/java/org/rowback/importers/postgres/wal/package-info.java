/// PostgreSQL's write-ahead log: segments, pages, records and the images of blocks inside them, checked and taken apart.
@NullMarked
package org.rowback.importers.postgres.wal;

import org.jspecify.annotations.NullMarked;
