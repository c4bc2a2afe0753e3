/// What the window remembers between runs.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.settings;
