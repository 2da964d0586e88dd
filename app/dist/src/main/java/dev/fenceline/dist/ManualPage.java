package dev.fenceline.dist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command and its subcommands, in the markup of {@code man}. */
final class ManualPage {
  private final List<String> lines = new ArrayList<>();

  private ManualPage() {}

  /** Returns the page. */
  static String of(CommandSpec command, Instant time) {
    ManualPage page = new ManualPage();
    page.write(command, time);
    return String.join("\n", page.lines) + "\n";
  }

  private void write(CommandSpec command, Instant time) {
    String name = command.name();
    String[] version = command.version();
    lines.add(
        ".TH %s 1 %s \"%s\" \"User Commands\""
            .formatted(
                name.toUpperCase(Locale.ROOT),
                time.atZone(ZoneOffset.UTC).toLocalDate(),
                version.length == 0 ? name : version[0]));
    lines.add(".SH NAME");
    String what = String.join(" ", command.usageMessage().description());
    text(name + " - " + what);
    lines.add(".SH SYNOPSIS");
    synopsis(command);
    lines.add(".SH OPTIONS");
    arguments(command);
    lines.add(".SH COMMANDS");
    for (CommandLine each : command.subcommands().values()) {
      subcommand(each.getCommandSpec());
    }
    lines.add(".SH \"EXIT STATUS\"");
    text("Status 0: done, and the data is intact. Other values are named at each command.");
  }

  private void subcommand(CommandSpec command) {
    lines.add(".SS \"" + escape(command.qualifiedName()) + "\"");
    synopsis(command);
    block(command.usageMessage().description());
    arguments(command);
    block(command.usageMessage().footer());
  }

  private void synopsis(CommandSpec command) {
    String synopsis =
        new Help(command, Help.defaultColorScheme(Help.Ansi.OFF)).detailedSynopsis(0, null, true);
    lines.add(".nh");
    lines.add(".PP");
    text(synopsis.replaceAll("\\s+", " ").strip());
    lines.add(".hy");
  }

  private void arguments(CommandSpec command) {
    for (PositionalParamSpec each : command.positionalParameters()) {
      if (!each.hidden()) {
        argument("\\fI" + escape(each.paramLabel()) + "\\fR", each);
      }
    }
    for (OptionSpec each : command.options()) {
      if (!each.hidden()) {
        String names = "\\fB" + escape(String.join(", ", each.names())) + "\\fR";
        boolean takesValue = each.arity().max() > 0;
        argument(takesValue ? names + " \\fI" + escape(each.paramLabel()) + "\\fR" : names, each);
      }
    }
  }

  private void argument(String head, ArgSpec argument) {
    lines.add(".TP");
    lines.add(head);
    text(String.join(" ", argument.description()));
  }

  /** Adds lines that keep their line breaks, because they are aligned in columns. */
  private void block(String[] block) {
    if (block.length > 0) {
      lines.add(".PP");
      lines.add(".nf");
      for (String line : block) {
        text(line);
      }
      lines.add(".fi");
    }
  }

  private void text(String text) {
    for (String line : plain(text).split("\n", -1)) {
      String escaped = escape(line);
      // man takes a line that starts with a full stop or an apostrophe as a request
      lines.add(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped);
    }
  }

  private static String plain(String text) {
    return text.replace("%n", "\n").replace("%%", "%");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
