/// From a MySQL or MariaDB binlog file to the case's history.
@NullMarked
package org.rowback.importers.mysql;

import org.jspecify.annotations.NullMarked;
