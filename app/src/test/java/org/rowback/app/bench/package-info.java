/// How fast the program is: logs made up for it, every query of a table of figures, the results page. Run by
/// `app/src/bench/run`.
@NullMarked
package org.rowback.app.bench;

import org.jspecify.annotations.NullMarked;
