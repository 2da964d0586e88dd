package dev.fenceline.exchange.kernellog.line;

import dev.fenceline.event.value.LogClock;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Warnings that a user needs before relying on a log, one sentence each. */
public final class LogWarnings {
  private static final int REMARKS_MAX = 5;
  private static final int HEAD_MAX = 60;

  private final List<String> warnings = new ArrayList<>();
  private int remarks;

  public List<String> all() {
    if (remarks > REMARKS_MAX) {
      warnings.add(
          "And "
              + Text.count(remarks - REMARKS_MAX, "more remark")
              + " on the clocks of this log.");
    }
    return List.copyOf(warnings);
  }

  /** Adds warnings about the clock of one host's lines. */
  public void clock(LogTime time) {
    if (time.clock() == LogClock.NONE) {
      once(
          ("The lines of this log have no times: only their order is known. They are shown %d s"
                  + " apart, and every duration is made up.")
              .formatted(TimeUnit.NANOSECONDS.toSeconds(LogTime.STEP_NANOS)));
    }
    if (time.clock() == LogClock.DIFFERENCES) {
      once(
          "The lines of this log say only how long after one another they came: the times are right"
              + " only if no line was left out.");
    }
    if (time.restarts() > 0) {
      warnings.add(
          "The times of this log go back %s; what follows is shown 1 s after what came before."
              .formatted(Text.count(time.restarts(), "time")));
    }
  }

  /** Adds remarks about the clocks that come from single lines. */
  public void remarks(List<String> said) {
    for (String remark : said) {
      remarks++;
      if (remarks <= REMARKS_MAX && !isRestart(remark)) {
        warnings.add(remark);
      }
    }
  }

  private static boolean isRestart(String remark) {
    return remark.startsWith(LogTime.RESTARTED) || remark.equals(LogTime.BEGINS_AGAIN);
  }

  public void copies(int count) {
    if (count > 0) {
      warnings.add(
          "%s a copy of another one, as where two collectors wrote the same log: it is shown once."
              .formatted(
                  count == 1 ? "1 line of this log is" : count + " lines of this log are each"));
    }
  }

  public void order(boolean isReversed, boolean isSorted) {
    if (isReversed) {
      warnings.add("This log is newest first: it was read from its end to its beginning.");
    }
    if (isSorted) {
      warnings.add(
          "The lines of this log are not in order of time: they were put in order by date.");
    }
  }

  public void severalHosts(List<String> hosts, boolean isBootTime) {
    warnings.add(
        ("Lines of %d hosts (%s) are mixed in this log: the controllers of each have lanes of their"
                + " own. --host NAME shows one alone.")
            .formatted(hosts.size(), String.join(", ", hosts)));
    if (isBootTime) {
      warnings.add(
          "The times of each host count from its own start: what is shown side by side did not"
              + " happen at the same time.");
    }
  }

  /** Adds warnings about lines that were left out and times that were not read. */
  public void contents(
      LogContents contents, Collection<List<LogItem>> told, boolean isCut, long about) {
    if (isCut || contents.leftOut() > 0) {
      warnings.add(
          "The log is very long: what follows its first %d lines about NVMe is left out."
              .formatted(about));
    }
    if (contents.isCut()) {
      warnings.add("The file is cut off: what came after its last line is missing.");
    }
    if (contents.minutes() > 1) {
      warnings.add(
          "Of some lines this log says only the minute, as dmesg -H does: a duration that goes past"
              + " one of them may be wrong by up to a minute.");
    }
    contents.dayOrder().warnings().forEach(warnings::add);
    told.stream()
        .flatMap(List::stream)
        .filter(LogWarnings::isOfUnknownStyle)
        .findFirst()
        .ifPresent(item -> {
          if (item instanceof LogLine line) {
            String head = line.head().strip();
            warnings.add(
                "The times of some lines are in an unknown style, first in line %d: \"%s\"."
                    .formatted(
                        line.number(), head.substring(0, Math.min(HEAD_MAX, head.length()))));
          }
        });
  }

  /** Reports whether a line has digits that look like a time but were not read as one. */
  private static boolean isOfUnknownStyle(LogItem item) {
    return item instanceof LogLine line
        && line.time().isEmpty()
        && line.stamp().clock() == LogClock.NONE
        && !Dates.read(line.head()).isThere()
        && line.head().matches(".*\\d{1,2}[:.h]\\d\\d.*|.*\\d{6,}.*");
  }

  private void once(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }
}
