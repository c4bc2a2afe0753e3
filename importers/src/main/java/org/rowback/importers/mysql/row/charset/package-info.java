/// The character sets of MySQL and MariaDB: which one a collation has, and what text bytes are in it.
@NullMarked
package org.rowback.importers.mysql.row.charset;

import org.jspecify.annotations.NullMarked;
