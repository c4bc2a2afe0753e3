@NullMarked
package org.rowback.history.snapshot;

import org.jspecify.annotations.NullMarked;
