package dev.fenceline.benchmark;

import dev.fenceline.event.Event;
import dev.fenceline.exchange.Formats;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.span.Journeys;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rows of the table. */
final class Rows {
  private static final int LIVE_EVENTS = 100_000;
  private static final int MILLION = 1_000_000;
  private static final int MORE = 20_000;
  private static final double NANOS = 1e9;
  private static final double MEGA = 1e6;

  /** Number of warm-up runs before the first one that counts. */
  private static final int WARM_UP = 60;

  private static final List<String> QUERIES =
      List.of("ccr", "kind:pdu", "lane:nvme4 status:failed", "cid:4098", "zzz", "seq:123");

  private final Inputs inputs;
  private final Program program;
  private final Frames frames;
  private final LiveWindow live;

  private Rows(Inputs inputs, Program program) {
    this.inputs = inputs;
    this.program = program;
    frames = new Frames(inputs);
    live = new LiveWindow(inputs, LIVE_EVENTS);
  }

  static List<Row> all(Inputs inputs, Program program) {
    Rows rows = new Rows(inputs, program);
    List<Row> all = new ArrayList<>(rows.window());
    all.addAll(rows.events());
    all.addAll(rows.files());
    all.addAll(rows.runs());
    return all;
  }

  private List<Row> window() {
    List<Row> rows = new ArrayList<>();
    String[] pans = {"38", "91", "504", ""};
    String[] zooms = {"33", "", "366", ""};
    int[] sizes = {40_000, 100_000, MILLION, 10 * MILLION};
    for (int i = 0; i < sizes.length; i++) {
      int size = sizes[i];
      String of = ", %,d events".formatted(size);
      rows.add(frame("frame while panning zoomed out, p95" + of, size, "/pan_wide/p95", pans[i]));
      rows.add(frame("frame while zooming, p95" + of, size, "/zoom_in/p95", zooms[i]));
    }
    for (int size : List.of(40_000, MILLION)) {
      String what = "once the drawing is compiled, p95, %,d events".formatted(size);
      rows.add(frame("frame while panning, " + what, size, "/pan_wide_again/p95", ""));
    }
    rows.add(
        frame(
            "first lanes after the window is shown, 1 M events",
            MILLION,
            "/firstLanesMillis",
            "",
            "500"));
    rows.add(frame("open until drawn, 1 M events", MILLION, "/drawnMillis", "7500", "2500"));
    rows.add(
        frame(
            "longest wait of the window while opening",
            MILLION,
            "/longestStallMillis",
            "1000",
            "50"));
    String following = " while 100,000 events a second are recorded";
    rows.add(Row.time("frame" + following + ", p95", "ms", "", "16", 1, () -> live.of("/p95")));
    rows.add(Row.time("longest frame" + following, "ms", "", "16", 1, () -> live.of("/max")));
    rows.add(Row.time("latest event" + following, "ms", "", "", 1, () -> live.of("/latestMillis")));
    return rows;
  }

  private Row frame(String what, int events, String pointer, String before) {
    return frame(what, events, pointer, before, "8");
  }

  private Row frame(String what, int events, String pointer, String before, String must) {
    return Row.time(what, "ms", before, must, 1, () -> frames.of(events, pointer));
  }

  private List<Row> events() {
    return List.of(
        Row.time("heap per event of 1 M", "bytes", "215", "100", 1, this::heapOfAnEvent),
        Row.time("find over 1 M, the slowest query", "ms", "224", "100", 1, this::find),
        Row.rate("events taken in while lanes are computed", "/s", "", "100000", 3, this::takeIn),
        Row.time("journeys of 20,000 more events of 1 M", "ms", "", "", 1, this::growJourneys));
  }

  /**
   * Returns how many events a second a timeline takes in while another thread makes its picture
   * again and again.
   */
  private double takeIn() throws Exception {
    List<Event> events = SessionReader.read(inputs.session(MILLION)).events();
    Timeline timeline = new Timeline();
    AtomicBoolean ended = new AtomicBoolean();
    Thread lanes =
        Thread.ofPlatform()
            .start(() -> {
              while (!ended.get()) {
                Reference.reachabilityFence(Picture.of(timeline));
              }
            });
    long start = System.nanoTime();
    events.forEach(timeline);
    double seconds = (System.nanoTime() - start) / NANOS;
    ended.set(true);
    lanes.join();
    if (timeline.dropped() > 0) {
      throw new IOException(timeline.dropped() + " events were dropped");
    }
    return events.size() / seconds;
  }

  /** Returns the greatest time in milliseconds in which the journeys grow by 20,000 events. */
  private double growJourneys() throws IOException {
    Timeline timeline = new Timeline();
    double slowest = 0;
    for (Event event : SessionReader.read(inputs.session(MILLION)).events()) {
      timeline.accept(event);
      if (timeline.size() % MORE == 0) {
        long start = System.nanoTime();
        Reference.reachabilityFence(Journeys.of(timeline));
        double millis = (System.nanoTime() - start) / MEGA;
        slowest = timeline.size() > MILLION / 2 ? Math.max(slowest, millis) : 0;
      }
    }
    return slowest;
  }

  private double heapOfAnEvent() throws IOException {
    long before = usedHeap();
    Timeline timeline = Timeline.of(SessionReader.read(inputs.session(MILLION)).events());
    long after = usedHeap();
    Reference.reachabilityFence(timeline);
    return (after - before) / (double) timeline.size();
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private double find() throws IOException {
    Timeline timeline = Timeline.of(SessionReader.read(inputs.session(MILLION)).events());
    double slowest = 0;
    for (String query : QUERIES) {
      EventFilter filter = EventFilter.parse(query);
      double best = Double.MAX_VALUE;
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        EventSet found = EventSet.find(timeline, 0, timeline.size(), filter, () -> false);
        best = Math.min(best, (System.nanoTime() - start) / MEGA);
        Reference.reachabilityFence(found);
      }
      slowest = Math.max(slowest, best);
    }
    return slowest;
  }

  private List<Row> files() {
    return List.of(
        Row.rate("session read, on one core", "MB/s", "", "150", 5, this::read),
        Row.rate("session written, on one core", "MB/s", "", "150", 5, this::write),
        Row.time("1 M events compressed", "MB", "", "25", 1, this::compressed),
        Row.rate(
            "kernel log to decoded recoveries", "MB/s", "", "100", 3, () -> decode(inputs.log())),
        Row.rate(
            "capture to decoded recoveries",
            "MB/s",
            "109",
            "100",
            3,
            () -> decode(inputs.capture())));
  }

  /**
   * Returns the processor time of this thread, which does not include concurrent garbage
   * collection.
   */
  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS;
  }

  private double read() throws IOException {
    Path file = inputs.session(MILLION);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      double start = cpuSeconds();
      SessionReader.read(in);
      return Files.size(file) / MEGA / (cpuSeconds() - start);
    }
  }

  private double write() throws IOException {
    Path file = inputs.session(MILLION);
    Session session = SessionReader.read(file);
    double start = cpuSeconds();
    SessionFile.write(session, OutputStream.nullOutputStream());
    return Files.size(file) / MEGA / (cpuSeconds() - start);
  }

  private double compressed() throws IOException {
    Path file = inputs.folder().resolve("compressed.fenceline.gz");
    SessionFile.save(file, SessionReader.read(inputs.session(MILLION)));
    return Files.size(file) / MEGA;
  }

  private static double decode(Path file) throws IOException {
    long start = System.nanoTime();
    Timeline timeline = Timeline.of(Formats.read(file).events());
    Recoveries.of(timeline);
    return Files.size(file) / MEGA / ((System.nanoTime() - start) / NANOS);
  }

  private List<Row> runs() {
    return List.of(
        Row.time("one virtual run of ccr, warm", "ms", "233", "25", 1, Rows::run),
        Row.time("--version", "s", "0.18", "0.3", 5, () -> program.seconds("--version")),
        Row.time("run ccr", "s", "0.80", "", 3, () -> program.seconds("run", "ccr")),
        Row.time("info of 1 M events", "s", "3.1", "1.5", 3, this::info),
        Row.time("sweep ccr --seeds 1000", "s", "160", "20", 1, this::sweep),
        Row.rate("reads of 4 KiB a second over loopback, depth 1", "", "", "", 5, () -> reads(1)),
        Row.rate(
            "reads of 4 KiB a second over loopback, depth 32", "", "", "", 5, () -> reads(32)));
  }

  private static double run() throws IOException {
    Scenario scenario = ScenarioLibrary.open("ccr");
    List<Double> millis = new ArrayList<>();
    for (int seed = 1; seed <= WARM_UP * 2; seed++) {
      long start = System.nanoTime();
      Lab.run(scenario, seed);
      millis.add((System.nanoTime() - start) / MEGA);
    }
    return millis.subList(WARM_UP, millis.size()).stream().sorted().toList().get(WARM_UP / 2);
  }

  private double info() throws IOException, InterruptedException {
    return program.seconds("info", inputs.session(MILLION).toString());
  }

  private double sweep() throws IOException, InterruptedException {
    return program.seconds("sweep", "ccr", "--seeds", "1000");
  }

  private static double reads(int depth) throws Exception {
    int reads = depth == 1 ? 20_000 : 100_000;
    return Throughput.once(Loopback.Way.DIRECT, depth, false, reads).readsASecond();
  }
}
