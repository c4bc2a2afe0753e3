/// PostgreSQL's types: which kind of values each holds, and the server's text of a value as a value.
@NullMarked
package org.rowback.importers.postgres.type;

import org.jspecify.annotations.NullMarked;
