/// SQLite below the case: one connection, its statements, and what its failures mean.
@NullMarked
package org.rowback.history.casefile.sql;

import org.jspecify.annotations.NullMarked;
