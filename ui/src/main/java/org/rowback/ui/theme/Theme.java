package org.rowback.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import org.fxmisc.richtext.StyleClassedTextField;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The window's look: AtlantaFX Primer with our own sheet on top, light or dark.
public final class Theme {
    /// What the user wants.
    public enum Choice {
        SYSTEM,
        LIGHT,
        DARK
    }

    private static final List<String> FONTS =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-SemiBold.otf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Bold.ttf");
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    private final ReadOnlyObjectWrapper<Palette> palette =
            new ReadOnlyObjectWrapper<>(Palette.LIGHT);
    private Choice choice = Choice.SYSTEM;

    /// Loads the fonts; called on the FX thread.
    public Theme() {
        for (String font : FONTS) {
            try (InputStream bytes =
                    Theme.class.getResourceAsStream("/org/rowback/ui/fonts/" + font)) {
                Font.loadFont(Objects.requireNonNull(bytes, font), 13);
            } catch (IOException e) {
                throw new UncheckedIOException(font, e);
            }
        }
        // RichTextFX looks for its text field's sheet under the name of the look in force when the
        // class is loaded, and
        // knows only the toolkit's own looks: load it before ours.
        new StyleClassedTextField();
        Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> choose(choice));
    }

    /// Dresses a scene and keeps it dressed.
    public void dress(Scene scene) {
        scene.getStylesheets()
                .add(
                        Objects.requireNonNull(Theme.class.getResource("rowback.css"))
                                .toExternalForm());
        palette.subscribe(
                now -> scene.getRoot().pseudoClassStateChanged(DARK, now.equals(Palette.DARK)));
        scene.rootProperty().subscribe(root -> root.pseudoClassStateChanged(DARK, isDark()));
    }

    public void choose(Choice wanted) {
        choice = wanted;
        boolean dark =
                switch (wanted) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        Application.setUserAgentStylesheet(
                dark
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        palette.set(dark ? Palette.DARK : Palette.LIGHT);
    }

    public boolean isDark() {
        return palette.get().equals(Palette.DARK);
    }

    /// The colours for canvases; changes with the look.
    public ReadOnlyObjectProperty<Palette> palette() {
        return palette.getReadOnlyProperty();
    }
}
