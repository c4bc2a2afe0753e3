@NullMarked
package org.rowback.importers.mysql.schema;

import org.jspecify.annotations.NullMarked;
