package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What sentences say was counted, counted again: how many requests and attempts, and where "every",
 * "last", "nothing" and "no ... is left" are said, that nothing came after.
 */
final class SentenceCounts {
  private static final Pattern MOVED =
      Pattern.compile(
          "([0-9,]+) requests? continues? over ([a-z0-9]+)|, ([0-9,]+) continues? over");
  private static final Pattern AFTER =
      Pattern.compile("^([0-9.]+) s  .*, ([0-9.]+) (s|ms|µs|ns) after detection$");

  private final Timeline timeline;
  private final List<String> wrong = new ArrayList<>();

  private SentenceCounts(Timeline timeline) {
    this.timeline = timeline;
  }

  /** What is wrong with what is said of a timeline; empty: nothing. */
  static List<String> wrong(Timeline timeline, List<Recovery> recoveries) {
    SentenceCounts counts = new SentenceCounts(timeline);
    recoveries.forEach(counts::recovery);
    counts.superlatives();
    return counts.wrong;
  }

  private void complain(String where, String what) {
    wrong.add("sentence, " + where + ": " + what);
  }

  // What is counted of a recovery

  private void recovery(Recovery recovery) {
    String where = recovery.controller() + " at " + Text.moment(recovery.detectedNanos());
    int first = (int) recovery.detectedSequence() - 1;
    int end =
        recovery.endSequence() == 0
            ? timeline.size()
            : Math.min(timeline.size(), (int) recovery.endSequence());
    List<Event> events = timeline.events().subList(first, end);
    attempts(where, recovery, events);
    moved(where, recovery, events);
    held(where, recovery, events);
    RecoveryText words = new RecoveryText(recovery);
    after(where, recovery, words.fencing());
    after(where, recovery, words.reconnect());
    if (words.fencing().contains("at once") && !movesAtOnce(recovery, events)) {
      complain(where, "nothing was retried elsewhere at once");
    }
    if (words.io().contains("until then no path was usable") && !waits(events)) {
      complain(where, "no request waited for a path");
    }
  }

  /** One that comes at once after a reset is no event of its own. */
  private void attempts(String where, Recovery recovery, List<Event> events) {
    long made =
        events.stream()
            .filter(event -> event.lane().equals(recovery.lane()))
            .filter(event -> event.detail() instanceof ReconnectEvent.Attempted)
            .count();
    if (!recovery.earlier() && recovery.attempts() != made && recovery.attempts() != made + 1) {
      complain(where, "says %d attempts, %d were made".formatted(recovery.attempts(), made));
    }
    if (recovery.failures().size() > recovery.attempts()) {
      complain(where, "more attempts failed than were made");
    }
  }

  private static boolean isMoved(Recovery recovery, Event event) {
    return event.detail() instanceof IoEvent.FailedOver it
        && it.from().equals(recovery.controller());
  }

  private void moved(String where, Recovery recovery, List<Event> events) {
    long moved = events.stream().filter(event -> isMoved(recovery, event)).count();
    Explanation explanation = Explanation.of(timeline);
    for (Phase phase : recovery.phases(timeline.endNanos())) {
      if (phase.kind() == Phase.Kind.RESET) {
        Matcher matcher = MOVED.matcher(explanation.why(recovery, phase));
        long said = 0;
        while (matcher.find()) {
          String number = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
          said += Long.parseLong(number.replace(",", ""));
        }
        if (said != moved) {
          complain(where, "says %d requests go on, %d did".formatted(said, moved));
        }
      }
    }
  }

  private static boolean movesAtOnce(Recovery recovery, List<Event> events) {
    return events.stream()
        .anyMatch(event ->
            isMoved(recovery, event) && event.nanos() - recovery.detectedNanos() <= 100_000_000L);
  }

  private static boolean waits(List<Event> events) {
    return events.stream()
        .anyMatch(event ->
            event.detail() instanceof IoEvent.Requeued
                || event.detail() instanceof LogEvent.IoWaits);
  }

  private void held(String where, Recovery recovery, List<Event> events) {
    Set<Long> reads = new HashSet<>();
    for (Event event : timeline.events()) {
      if (event.detail() instanceof IoEvent.Submitted it && it.kind() != IoKind.WRITE) {
        reads.add(it.operation());
      }
    }
    long held =
        events.stream()
            .filter(event -> event.lane().equals(recovery.lane()))
            .filter(event ->
                event.detail() instanceof IoEvent.Held it && !reads.contains(it.operation()))
            .count();
    if (recovery.writesHeld().orElse((int) held) != held) {
      complain(where, "says %s writes held, %d were".formatted(recovery.writesHeld(), held));
    }
  }

  private void after(String where, Recovery recovery, String words) {
    Matcher matcher = AFTER.matcher(words);
    if (matcher.find()) {
      double unit =
          switch (matcher.group(3)) {
            case "s" -> 1;
            case "ms" -> 1e-3;
            case "µs" -> 1e-6;
            default -> 1e-9;
          };
      double said = Double.parseDouble(matcher.group(2)) * unit;
      double is = Double.parseDouble(matcher.group(1)) - recovery.detectedNanos() / 1e9;
      if (Math.abs(said - is) > 0.0011 + Math.max(0.05 * unit, said * 0.006)) {
        complain(where, "numbers do not add up in \"" + words + "\"");
      }
    }
  }

  // Every, last, nothing

  private void superlatives() {
    Map<Lane, ControllerState> states = new HashMap<>();
    Set<Lane> gone = new HashSet<>();
    Set<Lane> exhausted = new HashSet<>();
    Set<RunEvent.Stage> reached = EnumSet.noneOf(RunEvent.Stage.class);
    for (Event event : timeline.events()) {
      String where = "event " + event.sequence();
      switch (event.detail()) {
        case ControllerEvent.StateChanged it -> {
          states.put(event.lane(), it.to());
          exhausted.remove(event.lane());
        }
        case RunEvent.Reached it when it.stage() == RunEvent.Stage.READY -> {
          if (states.values().stream().anyMatch(state -> state != ControllerState.LIVE)) {
            complain(where, "every path is live, and yet " + states);
          }
        }
        case RunEvent.Reached it -> reached.add(it.stage());
        case IoEvent.Submitted it
            when reached.contains(RunEvent.Stage.WORKLOAD_STOPPED) && it.kind() == IoKind.WRITE ->
            complain(where, "a write, and yet the workload submits nothing new");
        case InstanceEvent.Created _ -> gone.remove(event.lane());
        case InstanceEvent.Ready _ -> gone.remove(event.lane());
        case InstanceEvent.Gone _ -> gone.add(event.lane());
        case CommandEvent.Executed _ when gone.contains(event.lane()) ->
            complain(where, "a command executes, and yet the last one had left");
        case FencingEvent.CcrExhausted _ -> exhausted.add(event.lane());
        case FencingEvent.CcrIssued _ when exhausted.contains(event.lane()) ->
            complain(where, "a source is asked, and yet none was left");
        default -> {}
      }
    }
  }
}
