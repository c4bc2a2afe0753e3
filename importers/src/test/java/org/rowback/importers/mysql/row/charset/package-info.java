@NullMarked
package org.rowback.importers.mysql.row.charset;

import org.jspecify.annotations.NullMarked;
