package dev.fenceline.lab;

import dev.fenceline.event.Event;
import dev.fenceline.scenario.Fault;
import dev.fenceline.session.SessionHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/**
 * What runs in real time until it is told to stop, and takes faults meanwhile. {@link #run} belongs
 * to one thread, which it keeps until the end; {@link #stop} and {@link #inject} may be used from
 * any thread.
 */
public interface Service {
  /** Has a writer told of each event. To be called before {@link #run}. */
  void addWriter(Consumer<Event> writer);

  /** The header of a session file of this service. */
  SessionHeader header();

  /** The names of the paths, in order, as faults name them. */
  List<String> paths();

  /** What can be typed to break something here, one line each, as {@link FaultPrompt} reads it. */
  List<String> faults();

  /**
   * Serves until {@link #stop}.
   *
   * @param ready is told where hosts connect, once every path accepts connections; on this thread
   * @throws IOException if a path cannot be listened on, naming the address
   */
  void run(Consumer<List<InetSocketAddress>> ready) throws IOException;

  /** Ends {@link #run} soon: every connection is closed, writers are given no more. */
  void stop();

  /**
   * Breaks or heals something now. It is recorded with its moment.
   *
   * @return whether it serves, and takes it
   * @throws IllegalArgumentException if there is nothing here that can break so, saying why
   */
  boolean inject(Fault fault);
}
