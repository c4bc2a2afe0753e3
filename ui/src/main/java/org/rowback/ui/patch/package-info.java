/// The patch: what is selected, what undoing it comes to, the SQL, and its export.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.patch;
