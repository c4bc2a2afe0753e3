/// The change list: a window that slides over millions of changes.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.changes;
