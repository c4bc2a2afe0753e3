/// Causes and consequences: what ties one change to others, by which rule, and how strong that is.
@NullMarked
package org.rowback.history.causality;

import org.jspecify.annotations.NullMarked;
