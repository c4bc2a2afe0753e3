/// How each kind of server wants guarded statements, literals and comparisons written.
@NullMarked
package org.rowback.history.patch.dialect;

import org.jspecify.annotations.NullMarked;
