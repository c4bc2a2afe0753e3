/// Runs a patch before anybody runs it: on the rows that the log leaves, in a scratch SQLite.
@NullMarked
package org.rowback.history.simulation;

import org.jspecify.annotations.NullMarked;
