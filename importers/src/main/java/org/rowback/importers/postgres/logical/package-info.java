/// PostgreSQL's logical captures: what the output plugins test_decoding, wal2json and pgoutput wrote.
@NullMarked
package org.rowback.importers.postgres.logical;

import org.jspecify.annotations.NullMarked;
