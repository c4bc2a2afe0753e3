/// What one can do with a cell: filter by it, copy it.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.cells;
