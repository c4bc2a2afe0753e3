/// Changes that a filter matches, and points of a log as people type them.
@NullMarked
package org.rowback.history.search;

import org.jspecify.annotations.NullMarked;
