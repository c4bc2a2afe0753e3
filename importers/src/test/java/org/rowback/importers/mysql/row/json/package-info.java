@NullMarked
package org.rowback.importers.mysql.row.json;

import org.jspecify.annotations.NullMarked;
