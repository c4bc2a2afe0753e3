/// The start screen.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.start;
