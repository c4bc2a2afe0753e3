/// Tests of types.
@org.jspecify.annotations.NullMarked
package org.rowback.importers.postgres.type;
