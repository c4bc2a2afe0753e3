/// Import: progress, cancel, findings, result.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.importing;
