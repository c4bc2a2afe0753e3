/// A plan for people (HTML) and for programs (JSON).
@NullMarked
package org.rowback.history.report;

import org.jspecify.annotations.NullMarked;
