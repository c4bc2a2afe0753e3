package org.rowback.ui.settings;

/// Where a window is on the screen, and how large.
public record Frame(double x, double y, double width, double height, boolean maximized) {}
