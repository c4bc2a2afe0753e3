/// What ties one change to another: the one vocabulary of causes and of what an undo depends on.
@NullMarked
package org.rowback.history.ties;

import org.jspecify.annotations.NullMarked;
