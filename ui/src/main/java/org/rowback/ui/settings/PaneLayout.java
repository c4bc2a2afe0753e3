package org.rowback.ui.settings;

/// How the explorer's room is divided, as shares from 0 to 1.
///
/// @param list of the width that the list has
/// @param diff of the height beside it that the row diff has
/// @param panes of the height above the drawer
/// @param drawer which page of the drawer is open, -1 where it is closed
public record PaneLayout(double list, double diff, double panes, int drawer) {
    public static final PaneLayout USUAL = new PaneLayout(0.63, 0.58, 0.62, -1);
}
