/// The drawer below the list: tables, transactions, findings.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.drawer;
