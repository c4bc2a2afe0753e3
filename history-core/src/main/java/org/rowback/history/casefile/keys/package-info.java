/// Sorted postings from a key's hash to the changes of that key.
@NullMarked
package org.rowback.history.casefile.keys;

import org.jspecify.annotations.NullMarked;
