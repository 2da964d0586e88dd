package dev.fenceline.benchmark;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Generates sessions that look like recordings of months: 8 to 32 controllers that send Keep Alive,
 * bursts of I/O, several recoveries, and one corruption. The same number and seed give the same
 * bytes. Memory does not grow with the number of events.
 *
 * <p>Arguments: the number of events (10000 to 16000000), the file, and optionally a seed.
 */
public final class SessionGenerator {
  private static final int EVENTS_MIN = 10_000;
  private static final int EVENTS_MAX = 16_000_000;

  /** A round of Keep Alives begins every two hours. */
  private static final long ROUND_NANOS = 7_200_000_000_000L;

  /** The smallest share of the events that belong to Keep Alives. */
  private static final double KEEP_ALIVE_SHARE = 0.4;

  /** Number of events for each additional recovery. */
  private static final int EVENTS_A_RECOVERY = 250_000;

  private static final int RECOVERIES_MIN = 3;
  private static final int BURST_MIN = 200;

  /** Number of events at the end: the stages and the verdict. */
  private static final int ENDING = 4;

  private final int events;
  private final Consumer<Event> out;
  private final SplittableRandom random;
  private final Material material;
  private final List<Controllers> pairs = new ArrayList<>();
  private final PriorityQueue<Player> players =
      new PriorityQueue<>(Comparator.comparingLong(Player::nanos).thenComparingInt(Player::number));
  private int begun;
  private long sequence;
  private long nanos;
  private long operations;
  private long ofKeepAlives;

  private SessionGenerator(int events, long seed, Consumer<Event> out) {
    this.events = events;
    this.out = out;
    random = new SplittableRandom(seed);
    material = Material.of(seed);
    int count = events < 50_000 ? 4 : events < 500_000 ? 8 : 16;
    for (int pair = 0; pair < count; pair++) {
      pairs.add(new Controllers(pair));
    }
  }

  /** Writes a session. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw new IllegalArgumentException("expected: EVENTS FILE [SEED]");
    }
    long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
    write(Integer.parseInt(args[0]), Path.of(args[1]), seed);
  }

  /** Writes a session with the given number of events. */
  public static void write(int events, Path file, long seed) throws IOException {
    if (events < EVENTS_MIN || events > EVENTS_MAX) {
      throw new IllegalArgumentException(
          events + " events: expected " + EVENTS_MIN + " to " + EVENTS_MAX);
    }
    SessionHeader header =
        SessionHeader.of(
            ProgramVersion.number(), events + " events", null, seed, "virtual", "emulated");
    try (SessionWriter writer = SessionWriter.open(file, header)) {
      new SessionGenerator(events, seed, writer).generate();
    }
  }

  /** Generates the events of a session, in order. */
  public static void generate(int events, long seed, Consumer<Event> out) {
    new SessionGenerator(events, seed, out).generate();
  }

  private void generate() {
    pairs.forEach(pair -> begin(material.bringUp(), pair, 0));
    play();
    int recoveries = RECOVERIES_MIN + events / EVENTS_A_RECOVERY;
    int recovered = 0;
    for (long round = 1; !isFull(); round++) {
      long start = round * ROUND_NANOS;
      List<Controllers> idle = new ArrayList<>(pairs);
      if (sequence > (double) (events - EVENTS_MIN / 2) * (recovered + 1) / (recoveries + 1)) {
        begin(
            recovery(recovered++, recoveries),
            draw(idle),
            start + random.nextLong(ROUND_NANOS / 2));
      }
      for (int i = 0; i < 3 && ofKeepAlives > KEEP_ALIVE_SHARE * sequence; i++) {
        begin(burst(), draw(idle), start + ROUND_NANOS / 2 + random.nextLong(300_000_000));
      }
      for (Controllers pair : idle) {
        List<Event> one = material.keepAlives().get(random.nextInt(material.keepAlives().size()));
        ofKeepAlives += one.size();
        begin(one, pair, start + random.nextLong(ROUND_NANOS / 2));
      }
      play();
    }
    end();
  }

  /** Returns the I/O of a fraction of a second. */
  private List<Event> burst() {
    int most = Math.min(material.load().size(), Math.max(BURST_MIN, events / BURST_MIN));
    return material.load().subList(0, 1 + random.nextInt(most));
  }

  /** Returns a recovery. The one in the middle corrupts data. */
  private List<Event> recovery(int number, int of) {
    return number == of / 2
        ? material.corrupting()
        : material.recoveries().get(number % material.recoveries().size());
  }

  private Controllers draw(List<Controllers> idle) {
    return idle.remove(random.nextInt(idle.size()));
  }

  private boolean isFull() {
    return sequence >= events - ENDING;
  }

  private void begin(List<Event> part, Controllers pair, long atNanos) {
    players.add(new Player(part, pair, Math.max(nanos, atNanos), operations, begun++));
    for (Event event : part) {
      if (event.detail() instanceof IoEvent.Submitted) {
        operations++;
      }
    }
  }

  private void play() {
    while (!players.isEmpty() && !isFull()) {
      Player next = players.remove();
      nanos = next.nanos();
      sequence++;
      out.accept(next.play(sequence));
      if (!next.isOver()) {
        players.add(next);
      }
    }
    players.clear();
  }

  private void end() {
    for (RunEvent.Stage stage : RunEvent.Stage.values()) {
      if (stage != RunEvent.Stage.READY) {
        out.accept(new Event(++sequence, nanos, Lane.LAB, Cause.NONE, new RunEvent.Reached(stage)));
      }
    }
    RunEvent.Ended ended = new RunEvent.Ended(Verdict.CORRUPT, 1, 0, 0);
    out.accept(new Event(++sequence, nanos, Lane.LAB, Cause.NONE, ended));
  }
}
