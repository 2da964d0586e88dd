package dev.fenceline.app.export;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.RunEvent;
import dev.fenceline.exchange.capture.CaptureWriter;
import dev.fenceline.exchange.capture.RecordedBytes;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.session.Session;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes network captures of runs in progress and of recordings. */
public final class CaptureFile {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Runs a lab to its end. */
  public interface Running {
    /** Runs the lab. */
    void run() throws IOException;
  }

  private CaptureFile() {}

  /**
   * Runs a lab and writes its capture. In virtual time the capture has all data. A run in real time
   * must not wait for a disk, so its capture is written afterwards from the recorded events,
   * without data.
   *
   * @param file the capture to write; null for none
   */
  public static void run(@Nullable Path file, Lab lab, Running running) throws IOException {
    if (file == null) {
      running.run();
    } else if (lab.clock() == ClockKind.VIRTUAL) {
      runWithPayload(file, lab, running);
    } else {
      running.run();
      writeWithoutPayload(file, Session.of(lab.header(), lab.timeline().events()));
    }
  }

  /**
   * Writes the capture of a session. A run in virtual time is run again for its data, and that
   * capture is kept if the events are the same; for any other session the capture has no data.
   */
  static void write(Session session, Path file) throws IOException {
    Scenario scenario = scenario(session).orElse(null);
    if (scenario != null) {
      Lab lab = Lab.inVirtualTime(scenario, session.header().seed());
      runWithPayload(file, lab, lab::run);
      if (lab.timeline().events().equals(session.events())) {
        return;
      }
    }
    writeWithoutPayload(file, session);
  }

  /** Reports whether the name of a file is that of a capture. */
  public static boolean isNamed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.pcap(ng)?");
  }

  /** Returns a note about what the capture of a session lacks; empty if nothing is missing. */
  public static Optional<String> note(Session session) throws IOException {
    return scenario(session).isPresent()
        ? Optional.empty()
        : Optional.of(CaptureWriter.WITHOUT_PAYLOAD);
  }

  /** Returns the scenario to run again; empty if a new run would not be the same. */
  private static Optional<Scenario> scenario(Session session) throws IOException {
    String scenario = session.header().scenario();
    boolean isVirtual = session.header().clock().equals(ClockKind.VIRTUAL.word());
    boolean isByHand =
        session.events().stream()
            .anyMatch(it -> it.detail() instanceof RunEvent.FaultApplied fault && fault.byHand());
    return scenario == null || !isVirtual || isByHand
        ? Optional.empty()
        : Optional.of(ScenarioReader.recorded(scenario, "the session"));
  }

  private static void runWithPayload(Path file, Lab lab, Running running) throws IOException {
    try (OutputStream out = open(file)) {
      CaptureWriter writer = CaptureWriter.ofRun(out, CaptureForm.of(file));
      lab.addWriter(writer);
      lab.showBytes(writer);
      running.run();
      writer.finish();
    }
  }

  private static void writeWithoutPayload(Path file, Session session) throws IOException {
    try (OutputStream out = open(file)) {
      RecordedBytes.write(session, out, CaptureForm.of(file));
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES);
  }
}
