/// Partitions: in which one a row lies, where the definition decides that exactly.
@NullMarked
package org.rowback.history.partition;

import org.jspecify.annotations.NullMarked;
