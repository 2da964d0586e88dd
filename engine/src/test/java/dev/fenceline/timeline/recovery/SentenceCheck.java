package dev.fenceline.timeline.recovery;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.span.Span;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads every sentence that a timeline is told in, and says which of them the events contradict. It
 * knows the events by itself and the sentences by their text only.
 */
public final class SentenceCheck {
  private static final String MOMENT = "([0-9.]+) s";
  private static final String DURATION = "([0-9.]+ (?:s|ms|µs|ns))";
  private static final Pattern HELD =
      Pattern.compile(
          "Held until " + MOMENT + ":.* = " + DURATION + " from (?:detection at )?" + MOMENT);
  private static final Pattern T_OVER =
      Pattern.compile(
          "T is over at " + MOMENT + ":.* = " + DURATION + " from (?:detection at )?" + MOMENT);
  private static final Pattern KNEW =
      Pattern.compile(
          "failed at " + MOMENT + " and the host knew at " + MOMENT + ", " + DURATION + " later");
  private static final Pattern FAILED =
      Pattern.compile("^" + MOMENT + "  .*, " + DURATION + " after the path failed at " + MOMENT);
  private static final Pattern LEFT = Pattern.compile(DURATION + " of T are left");
  private static final Pattern OVER = Pattern.compile("continues? over ([a-z0-9]+)");
  private static final Pattern PROMISE =
      Pattern.compile(
          "must have noticed|must have quiesced|harmless|no more harm|by time it is safe");
  private static final Pattern LAST_COMMAND =
      Pattern.compile("last command left the back end at " + MOMENT);
  private static final Pattern WAITED =
      Pattern.compile("The host waited (?:[0-9]+ times, )?" + DURATION);
  private static final Pattern TRIED = Pattern.compile("attempts? to connect took " + DURATION);
  private static final Pattern GOES_ON =
      Pattern.compile("(?:waits for the next attempt since|began at) " + MOMENT);
  private static final double NANOS = 1e9;

  /** A sentence, where it is said and of which recovery. */
  record Said(String where, long sequence, @Nullable Recovery recovery, String text) {}

  private final Timeline timeline;
  private final List<Recovery> recoveries;
  private final List<String> wrong = new ArrayList<>();

  private SentenceCheck(Timeline timeline, List<Recovery> recoveries) {
    this.timeline = timeline;
    this.recoveries = recoveries;
  }

  /** What is wrong with what is said of a timeline; empty: nothing. */
  public static List<String> wrong(Timeline timeline) {
    List<Recovery> recoveries = Recoveries.of(timeline);
    SentenceCheck check = new SentenceCheck(timeline, recoveries);
    recoveries.forEach(check::times);
    check.holds();
    check.failures(Summary.of(timeline));
    check.said().forEach(check::sentence);
    check.wrong.addAll(SentenceCounts.wrong(timeline, recoveries));
    return check.wrong;
  }

  /** The same of sentences that are given. */
  static List<String> wrong(Timeline timeline, List<Said> said) {
    SentenceCheck check = new SentenceCheck(timeline, Recoveries.of(timeline));
    said.forEach(check::sentence);
    return check.wrong;
  }

  /** The same of a recovery that is given. */
  static List<String> wrong(Timeline timeline, Recovery recovery) {
    SentenceCheck check = new SentenceCheck(timeline, List.of(recovery));
    check.times(recovery);
    return check.wrong;
  }

  private void complain(String where, String what) {
    wrong.add("sentence, " + where + ": " + what);
  }

  // What is said

  private List<Said> said() {
    List<Said> said = new ArrayList<>();
    Explanation explanation = Explanation.of(timeline);
    for (Recovery recovery : recoveries) {
      RecoveryText words = new RecoveryText(recovery);
      long sequence = recovery.detectedSequence();
      String where = recovery.controller();
      said.add(new Said(where + " detection", sequence, recovery, words.detection()));
      said.add(new Said(where + " fencing", sequence, recovery, words.fencing()));
      said.add(new Said(where + " I/O", sequence, recovery, words.io()));
      said.add(new Said(where + " reconnect", sequence, recovery, words.reconnect()));
      for (Phase phase : recovery.phases(timeline.endNanos())) {
        String why = explanation.why(recovery, phase);
        said.add(new Said(where + " " + phase.kind(), sequence, recovery, why));
        if (phase.kind() == Phase.Kind.RECONNECT) {
          parts(where, phase, why);
        }
      }
    }
    StateSpans spans = StateSpans.of(timeline);
    for (Lane lane : timeline.lanes()) {
      for (Span span : spans.spans(lane)) {
        if (span instanceof Span.Controller || span instanceof Span.Hold) {
          long sequence = span.interval().beginSequence();
          said.add(
              new Said("span of " + lane, sequence, at(lane, sequence), explanation.why(span)));
        }
      }
    }
    for (Event event : timeline.events()) {
      if (isTold(event)) {
        Recovery recovery = at(event.lane(), event.sequence());
        String where = "event " + event.sequence();
        said.add(new Said(where, event.sequence(), recovery, explanation.why(event)));
      }
    }
    return said;
  }

  private static boolean isTold(Event event) {
    return switch (event.detail()) {
      case FencingEvent _,
          HoldEvent _,
          ControllerEvent _,
          ReconnectEvent _,
          InstanceEvent _,
          KeepAliveEvent.Expired _,
          IoEvent.Held _,
          IoEvent.Released _,
          IoEvent.FailedOver _ ->
          true;
      default -> false;
    };
  }

  /** The recovery that goes on at an event, or the last one before. */
  private @Nullable Recovery at(Lane lane, long sequence) {
    Recovery found = null;
    for (Recovery recovery : recoveries) {
      if (recovery.lane().equals(lane)
          && timeline.nanos((int) recovery.detectedSequence() - 1)
              <= timeline.nanos((int) sequence - 1)) {
        found = recovery;
      }
    }
    return found;
  }

  // Moments and phases

  private void times(Recovery recovery) {
    String where = recovery.controller() + " at " + Text.moment(recovery.detectedNanos());
    long detected = recovery.detectedNanos();
    notAfter(where, "failed", recovery.failedNanos(), detected);
    notAfter(where, "last heard of", recovery.lastHeardNanos(), detected);
    notBefore(where, "fenced", recovery.fencedNanos(), detected);
    notBefore(where, "resumed", recovery.resumedNanos(), detected);
    notBefore(where, "connecting", recovery.connectingNanos(), detected);
    notBefore(where, "ended", recovery.endedNanos(), detected);
    long at = -1;
    for (Phase phase : recovery.phases(timeline.endNanos())) {
      if (phase.fromNanos() < at || phase.toNanos() < phase.fromNanos()) {
        complain(where, phase.label() + " overlaps the one before");
      }
      if (phase.isOpen() && recovery.endedNanos().isPresent()) {
        complain(where, phase.label() + ", and yet the recovery has ended");
      }
      boolean isFence = phase.kind() == Phase.Kind.FENCE;
      if (isFence && phase.fromNanos() < detected) {
        complain(where, phase.label() + " is longer than what was fenced");
      }
      at = phase.toNanos();
    }
    io(where, recovery);
  }

  private void notAfter(String where, String what, OptionalLong nanos, long limit) {
    if (nanos.isPresent() && nanos.getAsLong() > limit) {
      complain(where, what + " after it was detected");
    }
  }

  private void notBefore(String where, String what, OptionalLong nanos, long limit) {
    if (nanos.isPresent() && nanos.getAsLong() < limit) {
      complain(where, what + " before it was detected");
    }
  }

  /** I/O goes on over a controller that is live then. */
  private void io(String where, Recovery recovery) {
    if (recovery.io() instanceof IoOutcome.OverOtherPath it) {
      if (it.controller().equals(recovery.controller())) {
        complain(where, "goes on over another path, which is its own");
      }
      if (!wasLive(Lane.host(it.controller()), it.nanos())) {
        complain(where, "goes on over %s, which is not live".formatted(it.controller()));
      }
    }
  }

  private boolean wasLive(Lane lane, long nanos) {
    ControllerState state = ControllerState.NEW;
    boolean live = false;
    for (Event event : timeline.events()) {
      if (event.nanos() > nanos) {
        break;
      }
      if (event.lane().equals(lane) && event.detail() instanceof ControllerEvent.StateChanged it) {
        // what happens in the same moment as a change may be before or after it
        live = event.nanos() == nanos && state == ControllerState.LIVE;
        state = it.to();
      }
    }
    return live || state == ControllerState.LIVE;
  }

  private void holds() {
    Map<Lane, Event> armed = new HashMap<>();
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case HoldEvent.Armed it -> {
          armed.put(event.lane(), event);
          if (it.untilNanos() < event.nanos()) {
            complain("event " + event.sequence(), "the hold ends before it begins");
          }
        }
        case HoldEvent.Ended _, HoldEvent.Released _ -> {
          if (armed.remove(event.lane()) == null) {
            complain("event " + event.sequence(), "a hold ends that has not begun");
          }
        }
        default -> {}
      }
    }
  }

  private void failures(Summary summary) {
    long failed =
        timeline.events().stream()
            .filter(event -> event.detail() instanceof IoEvent.Ended it && it.status() != 0)
            .count();
    if (summary.operationsFailed().orElse(failed) != failed) {
      complain("summary", "says %s failed, %d did".formatted(summary.operationsFailed(), failed));
    }
  }

  private void parts(String where, Phase phase, String why) {
    double sum = 0;
    double slack = 0.002;
    boolean isSaid = why.contains("The host waited"); // else not every part was seen
    for (Pattern part : List.of(WAITED, TRIED)) {
      Matcher matcher = part.matcher(why);
      if (matcher.find()) {
        sum += seconds(matcher.group(1));
        slack += slack(matcher.group(1));
      }
    }
    Matcher open = GOES_ON.matcher(why);
    if (open.find()) {
      sum += phase.toNanos() / NANOS - Double.parseDouble(open.group(1));
    }
    double phaseSeconds = phase.durationNanos() / NANOS;
    if (isSaid && phaseSeconds > sum + slack) {
      complain(
          where, "the phase of %.4f s is longer than its parts: %s".formatted(phaseSeconds, why));
    }
  }

  // Sentences by their text

  private void sentence(Said said) {
    Consumer<String> complaint =
        what -> complain(said.where(), what + " in \"" + said.text() + "\"");
    sum(HELD, said, 2, 1, 3, complaint);
    sum(T_OVER, said, 2, 1, 3, complaint);
    sum(KNEW, said, 3, 2, 1, complaint);
    sum(FAILED, said, 2, 1, 3, complaint);
    Recovery recovery = said.recovery();
    Matcher left = LEFT.matcher(said.text());
    if (left.find()
        && recovery != null
        && recovery.timeoutMillis() > 0
        && seconds(left.group(1)) > recovery.timeoutMillis() / 1000.0 + slack(left.group(1))) {
      complaint.accept("more is left of T than T is");
    }
    if (PROMISE.matcher(said.text()).find()
        && (recovery == null || recovery.cqtMillis().orElse(0) == 0)) {
      complaint.accept("a promise without CQT");
    }
    Matcher last = LAST_COMMAND.matcher(said.text());
    if (last.find() && !wasGone(Double.parseDouble(last.group(1)))) {
      complaint.accept("no instance was gone then");
    }
    over(said, complaint);
  }

  private void over(Said said, Consumer<String> complaint) {
    Matcher over = OVER.matcher(said.text());
    while (said.recovery() != null && over.find()) {
      String controller = over.group(1);
      Lane lane = Lane.host(controller);
      boolean used =
          timeline.events().stream()
              .anyMatch(event ->
                  event.lane().equals(lane)
                      && event.sequence() >= said.recovery().detectedSequence()
                      && event.detail() instanceof CommandEvent.Submitted);
      if (!used) {
        complaint.accept("nothing was sent over " + controller);
      }
    }
  }

  private boolean wasGone(double seconds) {
    return timeline.events().stream()
        .anyMatch(event ->
            event.detail() instanceof InstanceEvent.Gone
                && Math.abs(event.nanos() / NANOS - seconds) <= 0.0006);
  }

  private static void sum(
      Pattern pattern, Said said, int duration, int to, int from, Consumer<String> complaint) {
    Matcher matcher = pattern.matcher(said.text());
    if (matcher.find()) {
      double difference =
          Double.parseDouble(matcher.group(to)) - Double.parseDouble(matcher.group(from));
      double wanted = seconds(matcher.group(duration));
      if (Math.abs(difference - wanted) > 0.0011 + slack(matcher.group(duration))) {
        complaint.accept("numbers do not add up");
      }
    }
  }

  private static double unit(String duration) {
    return switch (duration.substring(duration.indexOf(' ') + 1)) {
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "µs" -> 1e-6;
      default -> 1e-9;
    };
  }

  private static double value(String duration) {
    return Double.parseDouble(duration.substring(0, duration.indexOf(' ')));
  }

  private static double seconds(String duration) {
    return value(duration) * unit(duration);
  }

  /** By how much the digits of a duration may differ from it. */
  private static double slack(String duration) {
    double value = value(duration);
    return (value < 1 || value >= 10 ? 0.05 : 0.0051) * unit(duration);
  }
}
