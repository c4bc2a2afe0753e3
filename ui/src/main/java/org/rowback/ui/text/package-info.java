/// The window's texts and how times, counts and sizes are written.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.text;
