package dev.fenceline.app.swimlane;

import dev.fenceline.app.window.DesktopApp;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;

/**
 * Opens a session in the window, then pans and zooms its lanes, and prints one line of JSON: the
 * times until the window and the lanes are shown, the longest time for which the application thread
 * was busy, the heap, and the frame times of each kind of movement in milliseconds.
 *
 * <p>The time of a frame is the time between pulses, which is its cost if pulses are not throttled:
 * {@code -Djavafx.animation.fullspeed=true -Dprism.order=sw}. Its {@code cpu} is the processor time
 * of both threads that draw it, on which other load on the machine has little influence.
 */
public final class FrameBenchmark {
  private static final int WARM_UP_FRAMES = 5;
  private static final double NOTCH = 40;
  private static final double ZOOM_PER_NOTCH = 0.85;
  private static final double ZOOM = 1000;
  private static final int LIMIT_SECONDS = 600;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private enum Phase {
    PAN_WIDE,
    HOVER_WIDE,
    ZOOM_IN,
    PAN_DEEP,
    HOVER_DEEP,
    ZOOM_OUT,
    /** The same as the first phase, when the drawing has been compiled. */
    PAN_WIDE_AGAIN
  }

  private final int steps;
  private LanesView lanes;
  private long windowMillis = -1;
  private long firstLanesMillis = -1;
  private long drawnMillis = -1;
  private ReadingView reading;
  private long lastTickNanos;
  private long longestStallNanos;

  private FrameBenchmark(int steps) {
    this.steps = steps;
  }

  /** Takes the session file, and the number of frames of each phase. */
  public static void main(String[] arguments) {
    int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 120;
    Thread driver = new Thread(() -> run(steps), "benchmark");
    driver.setDaemon(true);
    driver.start();
    DesktopApp.openOnce(List.of(Path.of(arguments[0])), "", true);
  }

  private static void run(int steps) {
    try {
      System.out.println(new FrameBenchmark(steps).measure());
      System.exit(0);
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  private String measure() throws Exception {
    awaitDrawn();
    StringBuilder line = new StringBuilder();
    line.append(
        "{\"windowMillis\":%d,\"firstLanesMillis\":%d,\"drawnMillis\":%d,\"longestStallMillis\":%d,\"heapMib\":%.1f"
            .formatted(
                windowMillis,
                firstLanesMillis,
                drawnMillis,
                longestStallNanos / 1_000_000,
                heapMib()));
    onApplicationThread(() -> scroll(0, NOTCH, false));
    for (Phase phase : Phase.values()) {
      Thread.sleep(500);
      line.append(",\"%s\":%s".formatted(phase.name().toLowerCase(Locale.ROOT), frames(phase)));
    }
    return line.append('}').toString();
  }

  private void awaitDrawn() throws Exception {
    while (true) {
      try {
        Platform.runLater(() -> {});
        break;
      } catch (IllegalStateException notStarted) {
        Thread.sleep(5);
      }
    }
    CountDownLatch drawn = new CountDownLatch(1);
    onApplicationThread(() -> new Opening(drawn).start());
    if (!drawn.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not drawn; window after " + windowMillis + " ms");
    }
  }

  /** Watches each pulse until the lanes are drawn. */
  private final class Opening extends AnimationTimer {
    private final CountDownLatch drawn;

    Opening(CountDownLatch drawn) {
      this.drawn = drawn;
    }

    @Override
    public void handle(long now) {
      long nanos = System.nanoTime();
      boolean open = Window.getWindows().stream().anyMatch(Window::isShowing);
      if (open && windowMillis < 0) {
        windowMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        lastTickNanos = nanos;
      }
      if (windowMillis >= 0) {
        longestStallNanos = Math.max(longestStallNanos, nanos - lastTickNanos);
        lastTickNanos = nanos;
        Window.getWindows().forEach(window -> find(window.getScene().getRoot()));
      }
      if (firstLanesMillis < 0 && lanes != null && (isDrawn() || isBegun())) {
        firstLanesMillis = ManagementFactory.getRuntimeMXBean().getUptime() - windowMillis;
      }
      if (lanes != null && isDrawn()) {
        drawnMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        stop();
        drawn.countDown();
      }
    }
  }

  private void find(Node node) {
    if (node instanceof LanesView found) {
      lanes = found;
    } else if (node instanceof ReadingView found) {
      reading = found;
    } else if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::find);
    }
  }

  private boolean isDrawn() {
    return !((SwimlaneViewModel) modelOf(lanes)).hits().isEmpty();
  }

  /** Reports whether lanes of what has been read so far are shown. */
  private boolean isBegun() {
    return reading != null && ((ReadingViewModel) modelOf(reading)).drawn().get() != null;
  }

  private static Object modelOf(Node view) {
    try {
      Field model = view.getClass().getDeclaredField("model");
      model.setAccessible(true);
      return model.get(view);
    } catch (ReflectiveOperationException renamed) {
      throw new IllegalStateException(renamed);
    }
  }

  private static double heapMib() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0;
  }

  private String frames(Phase phase) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    List<Double> times = Collections.synchronizedList(new ArrayList<>());
    long cpu = drawingNanos();
    onApplicationThread(() -> new Frames(phase, times, done).start());
    if (!done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(phase + " took too long");
    }
    double cpuMillis = (drawingNanos() - cpu) / 1e6 / times.size();
    Collections.sort(times);
    return String.format(
        Locale.ROOT,
        "{\"p50\":%.1f,\"p95\":%.1f,\"max\":%.1f,\"cpu\":%.1f}",
        times.get(times.size() / 2),
        times.get(times.size() * 95 / 100),
        times.getLast(),
        cpuMillis);
  }

  private final class Frames extends AnimationTimer {
    private final Phase phase;
    private final List<Double> times;
    private final CountDownLatch done;
    private int frame;
    private long lastNanos;

    Frames(Phase phase, List<Double> times, CountDownLatch done) {
      this.phase = phase;
      this.times = times;
      this.done = done;
    }

    @Override
    public void handle(long now) {
      long nanos = System.nanoTime();
      if (frame > WARM_UP_FRAMES) {
        times.add((nanos - lastNanos) / 1e6);
      }
      lastNanos = nanos;
      if (frame == steps + WARM_UP_FRAMES) {
        stop();
        done.countDown();
      } else {
        step(phase, frame++);
      }
    }
  }

  private void step(Phase phase, int frame) {
    double notches = Math.log(Math.pow(ZOOM, 1.0 / steps)) / -Math.log(ZOOM_PER_NOTCH);
    switch (phase) {
      case PAN_WIDE, PAN_WIDE_AGAIN -> scroll(frame % 40 < 20 ? 8 : -8, 0, true);
      case PAN_DEEP -> scroll(frame < steps / 2 ? 12 : -12, 0, true);
      case ZOOM_IN -> scroll(0, notches * NOTCH, false);
      case ZOOM_OUT -> scroll(0, -notches * NOTCH, false);
      case HOVER_WIDE, HOVER_DEEP -> hover(frame);
    }
  }

  private void scroll(double deltaX, double deltaY, boolean shift) {
    double x = (150 + lanes.getWidth()) / 2;
    double y = lanes.getHeight() / 2;
    Event.fireEvent(
        lanes,
        new ScrollEvent(
            ScrollEvent.SCROLL,
            x,
            y,
            x,
            y,
            shift,
            false,
            false,
            false,
            false,
            false,
            deltaX,
            deltaY,
            deltaX,
            deltaY,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(lanes, x, y)));
  }

  private void hover(int frame) {
    double x = 200 + frame * 11 % (lanes.getWidth() - 220);
    double y = lanes.getHeight() / 2;
    Event.fireEvent(
        lanes,
        new MouseEvent(
            MouseEvent.MOUSE_MOVED,
            x,
            y,
            x,
            y,
            MouseButton.NONE,
            0,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            false,
            new PickResult(lanes, x, y)));
  }

  /** Returns the processor time of the threads that draw. */
  private static long drawingNanos() {
    long sum = 0;
    for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null
          && (thread.getThreadName().startsWith("JavaFX Application")
              || thread.getThreadName().startsWith("QuantumRenderer"))) {
        sum += THREADS.getThreadCpuTime(thread.getThreadId());
      }
    }
    return sum;
  }

  private static void onApplicationThread(Runnable task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(() -> {
      task.run();
      done.countDown();
    });
    done.await();
  }
}
