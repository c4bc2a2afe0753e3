/// Colours, fonts and style sheets, light and dark.
@org.jspecify.annotations.NullMarked
package org.rowback.ui.theme;
