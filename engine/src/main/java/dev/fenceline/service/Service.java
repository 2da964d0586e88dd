package dev.fenceline.service;

import dev.fenceline.event.Event;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.session.SessionHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/**
 * A service that runs in real time until it is stopped, and takes faults in the meantime. {@link
 * #run} blocks its thread until the end; {@link #stop} and {@link #inject} may be called from any
 * thread.
 */
public interface Service {
  /** Adds a writer that is called with each event. Must be called before {@link #run}. */
  void addWriter(Consumer<Event> writer);

  /** Returns the header of a session file of this service. */
  SessionHeader header();

  /** Returns the names of the paths, in order, as faults name them. */
  List<String> paths();

  /**
   * Returns the commands for the faults of this service, one per line, as {@link FaultPrompt}
   * parses them.
   */
  List<String> faults();

  /**
   * Serves until {@link #stop}.
   *
   * @param ready called on this thread with the addresses to which hosts connect, once every path
   *     accepts connections
   * @throws IOException if it cannot listen on a path; the message names the address
   */
  void run(Consumer<List<InetSocketAddress>> ready) throws IOException;

  /** Ends {@link #run} soon: closes every connection and no longer calls the writers. */
  void stop();

  /**
   * Applies a fault now and records it with its moment.
   *
   * @return whether the service was running and took it
   * @throws IllegalArgumentException if the fault does not apply to this service; the message says
   *     why
   */
  boolean inject(Fault fault);
}
