/// What one change did: row diff, value inspector, evidence.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.diff;
