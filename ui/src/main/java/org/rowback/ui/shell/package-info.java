/// The frame around all screens: rail, breadcrumb, status line, keys.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.shell;
