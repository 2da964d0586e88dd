package dev.fenceline.app.cli;

import dev.fenceline.app.export.PictureStyle;
import dev.fenceline.swimlane.picture.ExtraLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of pictures, the same for every command that draws. */
final class PictureOptions {
  private static final String DARK = "dark";
  private static final String LIGHT = "light";

  @Option(
      names = "--lanes",
      paramLabel = "LANES",
      split = ",",
      description = "Additional lanes in the picture: timers, places (where commands are).")
  private List<String> lanes = new ArrayList<>();

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "Theme of the picture: dark or light.")
  private String theme = DARK;

  PictureOptions() {}

  /**
   * Returns the requested style, on the elastic scale.
   *
   * @param command the command whose usage is printed if the theme is unknown
   */
  PictureStyle style(CommandLine command) {
    return new PictureStyle(isDark(command), true, ExtraLanes.named(lanes));
  }

  private boolean isDark(CommandLine command) {
    return switch (theme.toLowerCase(Locale.ROOT)) {
      case DARK -> true;
      case LIGHT -> false;
      default ->
          throw new ParameterException(
              command, "--theme %s: expected dark or light".formatted(theme));
    };
  }
}
