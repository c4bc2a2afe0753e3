/// The filter language: parse, type against a case, evaluate, complete, explain cost.
@NullMarked
package org.rowback.history.filter;

import org.jspecify.annotations.NullMarked;
