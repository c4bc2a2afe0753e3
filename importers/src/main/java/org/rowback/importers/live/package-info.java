/// What is read from a live server, never written to it.
@NullMarked
package org.rowback.importers.live;

import org.jspecify.annotations.NullMarked;
