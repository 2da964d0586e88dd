package dev.fenceline.realpeers;

import dev.fenceline.event.Event;
import dev.fenceline.lab.FaultPrompt;
import dev.fenceline.lab.ServeScenario;
import dev.fenceline.lab.TargetService;
import dev.fenceline.scenario.Scenario;
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
            scenario,
            FRONTS.stream().map(address -> new TargetService.Front(free, address)).toList());
    service.addWriter(this::add);
    CompletableFuture<List<InetSocketAddress>> ready = new CompletableFuture<>();
    thread = Thread.ofPlatform().name("served").start(() -> run(ready));
    bound = get(ready);
  }

  /** A namespace of 64 MiB; everything else as {@code fenceline serve} has it. */
  static Served start() {
    return start(ServeScenario.of(null, 64L << 20, FRONTS));
  }

  static Served start(Scenario scenario) {
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
