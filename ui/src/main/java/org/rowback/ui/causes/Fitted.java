package org.rowback.ui.causes;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts cut to a width, remembered, since measuring is slow. Used on the screen's thread only.
final class Fitted {
    private static final int MOST = 4_000;

    private static final Map<List<Object>, String> KNOWN =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<List<Object>, String> eldest) {
                    return size() > MOST;
                }
            };

    private static final Text MEASURE = new Text();

    private Fitted() {}

    /// The text, or as much of its beginning as fits with an ellipsis.
    static String text(String text, Font font, double width) {
        return KNOWN.computeIfAbsent(List.of(text, font, width), _ -> cut(text, font, width));
    }

    private static String cut(String text, Font font, double width) {
        if (width(text, font) <= width) {
            return text;
        }
        int least = 0;
        int most = text.length();
        while (least < most) {
            int middle = (least + most + 1) / 2;
            if (width(text.substring(0, middle) + "…", font) <= width) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return text.substring(0, least).stripTrailing() + "…";
    }

    private static double width(String text, Font font) {
        MEASURE.setFont(font);
        MEASURE.setText(text);
        return MEASURE.getLayoutBounds().getWidth();
    }
}
