@NullMarked
package org.rowback.history.schema;

import org.jspecify.annotations.NullMarked;
