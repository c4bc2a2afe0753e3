/// The JSON of the command line and of reports: one object a line, values exact.
@NullMarked
package org.rowback.history.query.json;

import org.jspecify.annotations.NullMarked;
