package dev.fenceline.realpeers;

import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent.Created;
import dev.fenceline.event.InstanceEvent.Gone;
import dev.fenceline.event.InstanceEvent.Ready;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.service.ServeScenario;
import dev.fenceline.service.ServiceFront;
import dev.fenceline.service.TargetService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The emulated target in service for a {@link LinuxHost}: two paths on free ports of the loopback,
 * which the discovery log names as the host sees them, and every event so far.
 */
final class Served implements AutoCloseable {
  /** Enough for what an emulated guest does on busy cores. */
  static final long DEADLINE_SECONDS = 120;

  private static final List<String> FRONTS =
      List.of(LinuxHost.FIRST_ADDRESS, LinuxHost.SECOND_ADDRESS);

  private final TargetService service;
  private final List<Event> events = new ArrayList<>();
  private final List<InetSocketAddress> bound;
  private final Thread thread;

  private Served(Scenario scenario) {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    service =
        new TargetService(
            scenario, FRONTS.stream().map(address -> new ServiceFront(free, address)).toList());
    service.addWriter(this::add);
    CompletableFuture<List<InetSocketAddress>> ready = new CompletableFuture<>();
    thread = Thread.ofPlatform().name("served").start(() -> run(ready));
    bound = get(ready);
  }

  /**
   * A namespace of 64 MiB; everything else as {@code fenceline serve} has it.
   *
   * @param settings what is different, as after {@code --set}
   */
  static Served start(String... settings) {
    Scenario scenario = ServeScenario.of(null, 64L << 20, FRONTS);
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      scenario =
          Parameter.named(setting.substring(0, equals))
              .apply(scenario, setting.substring(equals + 1));
    }
    return new Served(scenario);
  }

  private void run(CompletableFuture<List<InetSocketAddress>> ready) {
    try {
      service.run(ready::complete);
    } catch (IOException | RuntimeException failed) {
      ready.completeExceptionally(failed);
    }
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new AssertionError("the target does not serve", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private synchronized void add(Event event) {
    events.add(event);
    notifyAll();
  }

  /** Every event so far. */
  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** The details of one kind so far. */
  <T> List<T> details(Class<T> kind) {
    return events().stream().map(Event::detail).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Waits until the events so far are as they should be. */
  synchronized void await(String what, Predicate<List<Event>> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    try {
      while (!condition.test(events)) {
        long leftNanos = deadline - System.nanoTime();
        if (leftNanos <= 0) {
          throw new AssertionError(
              "not within %d s: %s; the last event is %s"
                  .formatted(DEADLINE_SECONDS, what, events.getLast()));
        }
        TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** A fault, in the words of the prompt. */
  void fault(String words) {
    if (!service.inject(FaultPrompt.parse(words))) {
      throw new AssertionError("the target serves no more");
    }
  }

  /** The sequence number of the last event so far; 0 if there is none. */
  synchronized long last() {
    return events.isEmpty() ? 0 : events.getLast().sequence();
  }

  /** Waits until as many events of a kind have come after that one as are asked for. */
  void awaitAfter(long sequence, int count, Class<?> kind, String what) {
    await(what, all -> count(all.subList((int) sequence, all.size()), kind) >= count);
  }

  /** Waits until every instance that there ever was is gone. */
  void awaitNoController() {
    await("every controller is gone", all -> count(all, Created.class) == count(all, Gone.class));
  }

  private static long count(List<Event> all, Class<?> kind) {
    return all.stream().filter(event -> kind.isInstance(event.detail())).count();
  }

  /** The live instance of a path's controller, from 1. */
  InstanceId instance(int path) {
    List<Event> all = events();
    return all.stream()
        .filter(event -> event.detail() instanceof Ready)
        .filter(ready -> port(all, ready.lane()) == path && !isDiscovery(ready))
        .map(ready -> ((Ready) ready.detail()).instance())
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError("no controller on path " + path));
  }

  /** The lane of an instance. */
  Lane lane(InstanceId instance) {
    return events().stream()
        .filter(event -> event.detail() instanceof Ready ready && ready.instance().equals(instance))
        .map(Event::lane)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isDiscovery(Event ready) {
    return ((Ready) ready.detail()).cqtMillis() == 0;
  }

  private static int port(List<Event> all, Lane lane) {
    return all.stream()
        .filter(event -> event.lane().equals(lane))
        .map(Event::detail)
        .filter(Created.class::isInstance)
        .map(created -> ((Created) created).port())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** The options of nvme connect or discover for a path, from 1. */
  String path(int number) {
    return "-t tcp -a %s -s %d".formatted(FRONTS.get(number - 1), bound.get(number - 1).getPort());
  }

  /** Serves no more. */
  @Override
  public void close() {
    service.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the target does not stop");
    }
  }
}
