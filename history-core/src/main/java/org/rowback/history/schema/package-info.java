/// Schema versions: what row layouts, DDL in the log and schema files say of a table, made one.
@NullMarked
package org.rowback.history.schema;

import org.jspecify.annotations.NullMarked;
