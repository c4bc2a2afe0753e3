/// The explorer: timeline, change list, row diff and drawer put together.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.explorer;
