package dev.fenceline.app.cli;

import dev.fenceline.remote.TransportAddress;
import dev.fenceline.service.Service;
import dev.fenceline.session.SessionWriter;
import dev.fenceline.subsystem.media.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs a service until it is stopped: prints when it is ready, accepts faults, and records. */
final class ServiceRun {
  private final Service service;
  private final @Nullable Path recording;
  private final CommandLine line;

  ServiceRun(Service service, @Nullable Path recording, CommandLine line) {
    this.service = service;
    this.recording = recording;
    this.line = line;
  }

  /** Runs the service and returns the exit status of the program once everything is saved. */
  int toTheEnd() {
    return toTheEnd(null);
  }

  /**
   * Does the same for a service that keeps its data in a file.
   *
   * @param data closed when the service has ended
   */
  int toTheEnd(@Nullable DataFile data) {
    StopSignal signal = StopSignal.stopping(service);
    return signal.ended(serve(data));
  }

  /** Runs the service. Prints errors itself, because after a signal no caller handles them. */
  private int serve(@Nullable DataFile data) {
    try (data) {
      if (recording == null) {
        service.run(this::ready);
      } else {
        record(recording);
      }
      return ExitStatus.DONE;
    } catch (IOException failed) {
      return CommandFailure.print(failed, line.getErr());
    }
  }

  private void record(Path file) throws IOException {
    try (SessionWriter writer = SessionWriter.open(file, service.header())) {
      service.addWriter(writer);
      service.run(this::ready);
    }
  }

  private void ready(List<InetSocketAddress> bound) {
    PrintWriter out = line.getOut();
    out.println(
        bound.stream().map(TransportAddress::text).collect(Collectors.joining(" ", "ready ", "")));
    out.flush();
    ServePrompt.begin(service, out, line.getErr());
  }
}
