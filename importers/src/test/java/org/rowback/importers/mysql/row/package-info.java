@NullMarked
package org.rowback.importers.mysql.row;

import org.jspecify.annotations.NullMarked;
