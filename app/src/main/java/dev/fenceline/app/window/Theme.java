package dev.fenceline.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Appearance;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;

/** The dark or light theme, chosen by the user or taken from the desktop. */
public final class Theme {
  private final BooleanBinding dark;
  private final String darkBase = new PrimerDark().getUserAgentStylesheet();
  private final String lightBase = new PrimerLight().getUserAgentStylesheet();

  /** Creates a theme that follows the preference and, if the preference says so, the desktop. */
  public Theme(Preferences preferences) {
    this(preferences, Platform.getPreferences().colorSchemeProperty());
  }

  Theme(Preferences preferences, ObservableValue<ColorScheme> desktop) {
    dark =
        Bindings.createBooleanBinding(
            () -> isDark(preferences.appearance().get(), desktop.getValue()),
            preferences.appearance(),
            desktop);
    Typefaces.load();
  }

  private static boolean isDark(Appearance appearance, ColorScheme desktop) {
    return switch (appearance) {
      case DARK -> true;
      case LIGHT -> false;
      case SYSTEM -> desktop == ColorScheme.DARK;
    };
  }

  /** Returns whether the window is dark now. */
  public BooleanBinding dark() {
    return dark;
  }

  /** Applies the theme to the scene, now and whenever it changes. */
  public void dress(Scene scene) {
    apply(scene, dark.get());
    dark.subscribe(value -> apply(scene, value));
  }

  private void apply(Scene scene, boolean isDark) {
    Application.setUserAgentStylesheet(isDark ? darkBase : lightBase);
    scene
        .getStylesheets()
        .setAll(List.of(sheet(isDark ? "dark" : "light"), sheet("base"), sheet("fenceline")));
  }

  private static String sheet(String name) {
    URL url = Theme.class.getResource("/assets/styles/" + name + ".css");
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
