/// The case: one SQLite file that holds everything imported, found, selected and planned.
@NullMarked
package org.rowback.history.casefile;

import org.jspecify.annotations.NullMarked;
