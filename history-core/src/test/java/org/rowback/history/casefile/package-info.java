/// Tests of the case file against the in-memory oracle.
@NullMarked
package org.rowback.history.casefile;

import org.jspecify.annotations.NullMarked;
