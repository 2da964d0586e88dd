package dev.fenceline.session;

import dev.fenceline.benchmark.SessionGenerator;
import dev.fenceline.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the time to read and write a session of 100,000 events, which has 17 MB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls generate() first
public class SessionFileBenchmark {
  private static final int EVENTS = 100_000;

  private Session session;
  private byte[] file;

  /** Makes the session. */
  @Setup
  public void generate() throws IOException {
    List<Event> events = new ArrayList<>();
    SessionGenerator.generate(EVENTS, 1, events::add);
    session = Session.of(SessionHeader.of("", "benchmark", null, 1, "virtual", "emulated"), events);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SessionFile.write(session, out);
    file = out.toByteArray();
  }

  /** Reads it. */
  @Benchmark
  public int read() throws IOException {
    return SessionReader.read(new ByteArrayInputStream(file)).events().size();
  }

  /** Writes it. */
  @Benchmark
  public void write() throws IOException {
    SessionFile.write(session, OutputStream.nullOutputStream());
  }
}
