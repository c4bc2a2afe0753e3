@NullMarked
package org.rowback.importers.postgres.backup;

import org.jspecify.annotations.NullMarked;
