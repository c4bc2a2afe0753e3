package org.rowback.ui.theme;

import javafx.scene.paint.Color;

/// The colours that canvases paint with; the style sheets name the same ones.
public record Palette(
        Color background,
        Color surface,
        Color line,
        Color faint,
        Color text,
        Color muted,
        Color bar,
        Color hit,
        Color brush,
        Color insert,
        Color update,
        Color delete,
        Color ddl) {
    static final Palette LIGHT =
            new Palette(
                    Color.web("#ffffff"),
                    Color.web("#f6f8fa"),
                    Color.web("#d0d7de"),
                    Color.web("#eaeef2"),
                    Color.web("#24292f"),
                    Color.web("#6e7781"),
                    Color.web("#b4bfca"),
                    Color.web("#0969da"),
                    Color.web("#0969da", 0.10),
                    Color.web("#1a7f37"),
                    Color.web("#9a6700"),
                    Color.web("#cf222e"),
                    Color.web("#8250df"));

    static final Palette DARK =
            new Palette(
                    Color.web("#0d1117"),
                    Color.web("#161b22"),
                    Color.web("#30363d"),
                    Color.web("#21262d"),
                    Color.web("#c9d1d9"),
                    Color.web("#8b949e"),
                    Color.web("#48515c"),
                    Color.web("#58a6ff"),
                    Color.web("#58a6ff", 0.14),
                    Color.web("#3fb950"),
                    Color.web("#d29922"),
                    Color.web("#f85149"),
                    Color.web("#a371f7"));
}
