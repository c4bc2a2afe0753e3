/// Reading a patch that waits: its rows, how it differs from what would be planned now, and who signed it off.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.review;
