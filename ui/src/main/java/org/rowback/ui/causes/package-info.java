/// What a change is tied to: causes before it, consequences after it, as a graph and as a table.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.causes;
