/// The zone in which times are written, and choosing another.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.zone;
