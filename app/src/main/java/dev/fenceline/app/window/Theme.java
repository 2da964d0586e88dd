package dev.fenceline.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.swimlane.pen.Palette;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/** The theme, chosen by the user or taken from the desktop. */
public final class Theme {
  private final ObjectBinding<Palette> palette;
  private final String darkBase = new PrimerDark().getUserAgentStylesheet();
  private final String lightBase = new PrimerLight().getUserAgentStylesheet();

  /** Creates a theme that follows the preference and, if the preference says so, the desktop. */
  public Theme(Preferences preferences) {
    this(preferences, Platform.getPreferences().colorSchemeProperty());
  }

  Theme(Preferences preferences, ObservableValue<ColorScheme> desktop) {
    palette =
        Bindings.createObjectBinding(
            () -> palette(preferences.appearance().get(), desktop.getValue()),
            preferences.appearance(),
            desktop);
    Typefaces.load();
  }

  private static Palette palette(Appearance appearance, ColorScheme desktop) {
    return switch (appearance) {
      case DARK -> Palette.DARK;
      case LIGHT -> Palette.LIGHT;
      case CONTRAST -> Palette.CONTRAST;
      case SYSTEM -> desktop == ColorScheme.DARK ? Palette.DARK : Palette.LIGHT;
    };
  }

  /** Returns the colours of the window now. */
  public ObservableValue<Palette> palette() {
    return palette;
  }

  /** Applies the theme to the scene, now and whenever it changes. */
  public void dress(Scene scene) {
    palette.subscribe(colors -> apply(scene, colors));
  }

  private void apply(Scene scene, Palette colors) {
    Application.setUserAgentStylesheet(colors == Palette.DARK ? darkBase : lightBase);
    scene
        .getStylesheets()
        .setAll(
            List.of(
                sheet(colors.name().toLowerCase(Locale.ROOT)), sheet("base"), sheet("fenceline")));
  }

  private static String sheet(String name) {
    URL url = Theme.class.getResource("/assets/styles/" + name + ".css");
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
