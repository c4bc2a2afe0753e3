/// The words of the case: what every other room speaks of.
@NullMarked
package org.rowback.history.model;

import org.jspecify.annotations.NullMarked;
