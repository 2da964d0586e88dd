package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a log's session other than its recoveries, as lines for display: the controllers
 * that the log names and which of them could not connect, the times of its recoveries in the log's
 * own clock, and the lines that were not understood. Immutable.
 *
 * @param controllers one line for each controller
 * @param times one line for each recovery whose times the log contains
 * @param io one line for each disk whose I/O waited or failed without a known failed controller
 * @param unread the first lines that were not understood, word for word
 * @param unreadCount number of such lines
 * @param notFollowed one line for each controller of a transport that is not followed
 */
public record LogAccount(
    List<String> controllers,
    List<String> times,
    List<String> io,
    List<String> unread,
    long unreadCount,
    List<String> notFollowed) {
  private static final int UNREAD_SHOWN = 10;
  private static final int REASONS_SHOWN = 3;

  public LogAccount {
    controllers = List.copyOf(controllers);
    times = List.copyOf(times);
    io = List.copyOf(io);
    unread = List.copyOf(unread);
    notFollowed = List.copyOf(notFollowed);
  }

  /** Returns the account of a session, or empty if it was not read from a log. */
  public static Optional<LogAccount> of(Timeline timeline) {
    boolean isLog = timeline.size() > 0 && timeline.event(0).detail() instanceof LogEvent.Opened;
    return isLog ? Optional.of(new Reader(timeline).account()) : Optional.empty();
  }

  /**
   * Reports whether all lines about NVMe were understood and every controller that they name
   * connected.
   */
  public boolean isComplete() {
    return unreadCount == 0
        && notFollowed.isEmpty()
        && controllers.stream().noneMatch(Reader::fails);
  }

  /**
   * Returns a short summary for a log without recoveries, or an empty string if there is nothing to
   * report.
   */
  public String inShort() {
    List<String> failed =
        controllers.stream()
            .filter(Reader::fails)
            .map(it -> it.substring(0, it.indexOf(Reader.FAILS)))
            .toList();
    if (!failed.isEmpty()) {
      return failed.size() == 1
          ? failed.getFirst() + " could not connect"
          : failed.size() + " controllers could not connect";
    }
    if (unreadCount > 0) {
      return Text.count(unreadCount, "line") + " not understood";
    }
    return notFollowed.isEmpty() ? "" : "lines of another transport";
  }

  /** Returns the whole account as lines of text, each part under its heading. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "controllers", controllers);
    add(lines, "times in the log", times);
    add(lines, "I/O, of which controller is not known", io);
    add(lines, "not followed", notFollowed);
    List<String> all = new ArrayList<>(unread);
    if (unreadCount > unread.size()) {
      all.add("and " + Text.count(unreadCount - unread.size(), "more line"));
    }
    add(lines, "not understood", all);
    return lines;
  }

  private static void add(List<String> lines, String heading, List<String> part) {
    if (!part.isEmpty()) {
      lines.add(heading + ":");
      part.forEach(line -> lines.add("  " + line));
    }
  }

  /** Reads the events in one pass. */
  private static final class Reader {
    private static final String FAILS = " could not connect: ";

    private final Timeline timeline;
    private final Map<Lane, Controller> controllers = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();
    private final Map<String, Integer> notFollowed = new LinkedHashMap<>();
    private final Map<String, Io> io = new LinkedHashMap<>();
    private long unreadCount;

    Reader(Timeline timeline) {
      this.timeline = timeline;
    }

    static boolean fails(String controller) {
      return controller.contains(FAILS);
    }

    LogAccount account() {
      for (Event event : timeline.events()) {
        read(event);
      }
      return new LogAccount(
          controllers.entrySet().stream()
              .map(each -> each.getKey().plainName() + each.getValue().words())
              .toList(),
          times(),
          io(),
          unread,
          unreadCount,
          notFollowed.entrySet().stream()
              .map(each -> Text.count(each.getValue(), "line") + " " + each.getKey())
              .toList());
    }

    private void read(Event event) {
      io(event);
      if (event.detail() instanceof LogEvent.NotUnderstood said) {
        notUnderstood(event, said);
      }
      boolean isController =
          event.lane().group() == Lane.Group.HOST
              && event.lane().plainName().matches("(?:.* )?nvme\\d+");
      if (isController) {
        controllers.computeIfAbsent(event.lane(), _ -> new Controller()).read(event);
      }
    }

    private List<String> io() {
      return io.entrySet().stream()
          .map(each -> {
            Io seen = each.getValue();
            String first = seen.firstTime().isEmpty() ? "" : ", first " + seen.firstTime();
            return each.getKey() + ": " + Text.count(seen.count(), "line") + first;
          })
          .toList();
    }

    /** Adds I/O on the multipath lane, which belongs to no failed controller. */
    private void io(Event event) {
      String said =
          switch (event.detail()) {
            case LogEvent.IoWaits it -> it.disk() + " waits for a path";
            case LogEvent.IoFailed it -> it.disk() + " fails";
            default -> "";
          };
      if (!said.isEmpty() && event.lane().plainName().endsWith(Lane.MULTIPATH.plainName())) {
        Event line = timeline.find(event.cause());
        String time =
            line != null && line.detail() instanceof LogEvent.Line text ? text.time() : "";
        io.merge(said, new Io(time, 1), (all, _) -> new Io(all.firstTime(), all.count() + 1));
      }
    }

    private void notUnderstood(Event event, LogEvent.NotUnderstood said) {
      Event cause = timeline.find(event.cause());
      if (!(cause != null && cause.detail() instanceof LogEvent.Line line)) {
        return;
      }
      if (!said.reason().equals(KernelLog.UNKNOWN)) {
        String of = "of " + event.lane().plainName() + ": " + said.reason();
        notFollowed.merge(of, 1, Integer::sum);
        return;
      }
      unreadCount++;
      if (unread.size() < UNREAD_SHOWN) {
        unread.add((line.time() + " " + line.prefix() + line.text()).strip());
      }
    }

    private List<String> times() {
      LogTimes own = LogTimes.of(timeline.events());
      List<String> times = new ArrayList<>();
      for (Recovery recovery : Recoveries.of(timeline)) {
        List<String> parts = new ArrayList<>();
        String detected = time(own, recovery.detectedSequence());
        if (!recovery.earlier() && !detected.isEmpty()) {
          parts.add("detected " + detected);
        }
        String ended = recovery.endSequence() == 0 ? "" : time(own, recovery.endSequence());
        if (!ended.isEmpty()) {
          String when = recovery.endSeen() ? " " : " before ";
          parts.add(recovery.outcome().word() + when + ended);
        }
        if (!parts.isEmpty()) {
          times.add(recovery.lane().plainName() + " " + String.join(", ", parts));
        }
      }
      return times;
    }

    private String time(LogTimes own, long sequence) {
      Event event = timeline.find(sequence);
      return event == null ? "" : own.of(event);
    }
  }

  /** Lines with the same content about one disk. */
  private record Io(String firstTime, int count) {}

  /** The state of one controller while the events are read. */
  private static final class Controller {
    private final Set<String> errors = new LinkedHashSet<>();
    private String address = "";
    private @Nullable ControllerState state;
    private boolean wasLive;
    private boolean timesOut;

    void read(Event event) {
      switch (event.detail()) {
        case ControllerEvent.ConnectFailed failed -> errors.add(failed.text());
        case CommandEvent.TimedOut _ -> timesOut = true;
        case ControllerEvent.Connected connected -> address = connected.address();
        case ControllerEvent.StateChanged change -> {
          state = change.to();
          timesOut = false;
          wasLive |= state == ControllerState.LIVE;
          if (state == ControllerState.LIVE) {
            errors.clear();
          }
        }
        default -> {}
      }
    }

    String words() {
      if (!wasLive && !errors.isEmpty()) {
        List<String> shown = errors.stream().limit(REASONS_SHOWN).toList();
        String more =
            errors.size() > shown.size()
                ? " (and " + Text.count(errors.size() - shown.size(), "other reason") + ")"
                : "";
        return Reader.FAILS + String.join("; ", shown) + more;
      }
      String to = address.isEmpty() ? "" : " to " + address;
      if (timesOut && state == ControllerState.LIVE) {
        return to + ": live when the log ends; before that a request timed out";
      }
      return to + (state == null ? "" : ": " + state.word() + " when the log ends");
    }
  }
}
