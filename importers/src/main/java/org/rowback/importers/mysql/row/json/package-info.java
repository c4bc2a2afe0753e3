/// MySQL's binary JSON and its differences: from bytes to the text that the server prints.
@NullMarked
package org.rowback.importers.mysql.row.json;

import org.jspecify.annotations.NullMarked;
