/// The density timeline, drawn on a canvas.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.timeline;
