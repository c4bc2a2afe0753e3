/// The events of a binlog file: found, checked, and read field by field.
@NullMarked
package org.rowback.importers.mysql.event;

import org.jspecify.annotations.NullMarked;
