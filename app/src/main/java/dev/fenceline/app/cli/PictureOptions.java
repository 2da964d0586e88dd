package dev.fenceline.app.cli;

import dev.fenceline.app.export.PictureStyle;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.picture.ExtraLanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of pictures, the same for every command that draws. */
final class PictureOptions {
  @Option(
      names = "--lanes",
      paramLabel = "LANES",
      split = ",",
      description = "Additional lanes in the picture: timers, places (where commands are).")
  private List<String> lanes = new ArrayList<>();

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "Theme of the picture: dark, light or contrast.")
  private String theme = "dark";

  @Option(
      names = "--metrics",
      description =
          "Draws throughput, latency, requests in flight and the outages of paths below the lanes"
              + " of an SVG, PNG or PDF picture.")
  private boolean metrics;

  PictureOptions() {}

  /**
   * Returns the requested style, on the elastic scale.
   *
   * @param command the command whose usage is printed if the theme is unknown
   */
  PictureStyle style(CommandLine command) {
    return new PictureStyle(palette(command), true, ExtraLanes.named(lanes)).withMetrics(metrics);
  }

  private Palette palette(CommandLine command) {
    return Arrays.stream(Palette.values())
        .filter(it -> it.name().equalsIgnoreCase(theme))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                command, "--theme %s: expected dark, light or contrast".formatted(theme)));
  }
}
