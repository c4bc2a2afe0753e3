/// MySQL's and MariaDB's DDL: schema files, and statements in a log. Columns, types and keys out.
@NullMarked
package org.rowback.importers.mysql.schema;

import org.jspecify.annotations.NullMarked;
