/// Row history: every version of one row, and who set each column.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.rowhistory;
