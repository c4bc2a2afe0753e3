/// CHECK constraints: judged here where that is exact, else left to the server.
@NullMarked
package org.rowback.history.check;

import org.jspecify.annotations.NullMarked;
