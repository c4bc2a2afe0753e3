/// Go to: a time, a GTID, a log position, a transaction or a change.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.jump;
