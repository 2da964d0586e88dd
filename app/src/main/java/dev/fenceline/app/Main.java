package dev.fenceline.app;

import dev.fenceline.app.cli.Commands;
import dev.fenceline.app.window.DesktopApp;

/** The entry point of the program. Loads no class of the window until a window is opened. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and ends with its status. */
  @SuppressWarnings("UnnecessaryLambda") // a method reference would load the window at once
  public static void main(String[] arguments) {
    LogSettings.use();
    System.exit(
        Commands.execute(
            arguments, (files, host, isAnother) -> DesktopApp.openOnce(files, host, isAnother)));
  }
}
