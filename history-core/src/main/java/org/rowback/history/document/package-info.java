/// JSON documents by path: what one has that another has not, and changes of one made to another.
@NullMarked
package org.rowback.history.document;

import org.jspecify.annotations.NullMarked;
