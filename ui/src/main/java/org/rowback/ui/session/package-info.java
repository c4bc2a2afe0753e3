/// What all panes of an opened case share: the range, the filter, the current change.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.session;
