/// The bridge to the FX thread: the only place that calls Platform.runLater.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.fx;
