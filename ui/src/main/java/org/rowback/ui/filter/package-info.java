/// The filter bar: text, validity, errors with quick fixes, completion.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.filter;
