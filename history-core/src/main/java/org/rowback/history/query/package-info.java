/// Questions to a case: changes, transactions, density, rows over time.
@NullMarked
package org.rowback.history.query;

import org.jspecify.annotations.NullMarked;
