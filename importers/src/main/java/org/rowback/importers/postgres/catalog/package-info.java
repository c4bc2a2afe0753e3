/// A PostgreSQL database's catalog as evidence: what its file holds, and the tables that it describes.
@NullMarked
package org.rowback.importers.postgres.catalog;

import org.jspecify.annotations.NullMarked;
