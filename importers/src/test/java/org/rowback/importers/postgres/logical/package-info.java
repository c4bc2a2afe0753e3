/// Tests of logical captures.
@org.jspecify.annotations.NullMarked
package org.rowback.importers.postgres.logical;
