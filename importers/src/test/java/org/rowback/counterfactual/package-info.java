/// Random incidents on real servers: what a database is after the patch is compared with what it would have been
/// without the bad writes.
@org.jspecify.annotations.NullMarked
package org.rowback.counterfactual;
