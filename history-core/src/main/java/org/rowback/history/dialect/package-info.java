/// How each kind of server wants guarded statements, literals and comparisons written.
@NullMarked
package org.rowback.history.dialect;

import org.jspecify.annotations.NullMarked;
