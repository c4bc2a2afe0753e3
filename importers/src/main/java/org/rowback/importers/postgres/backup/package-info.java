/// A base backup's files as evidence: the catalog that they hold.
@NullMarked
package org.rowback.importers.postgres.backup;

import org.jspecify.annotations.NullMarked;
