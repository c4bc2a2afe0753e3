/// Asking a history: the filter and the brushed time together, counted, binned and read in pages.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.search;
