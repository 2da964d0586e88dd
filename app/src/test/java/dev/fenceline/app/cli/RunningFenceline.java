package dev.fenceline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A call of the program that goes on until it is told to quit on standard input. Only one at a time
 * can be told so, because there is one standard input.
 */
final class RunningFenceline implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
  private final PipedOutputStream input = new PipedOutputStream();
  private final InputStream before = System.in;
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  RunningFenceline(String... arguments) throws IOException {
    System.setIn(new PipedInputStream(input));
    Thread.ofPlatform()
        .daemon()
        .name("fenceline")
        .start(() ->
            status.complete(
                Commands.commandLine((_, _, _) -> Optional.of("this is a test"))
                    .setOut(new PrintWriter(new Lines(out), true))
                    .setErr(new PrintWriter(new Lines(err), true))
                    .execute(arguments)));
  }

  /** Waits for the addresses that it listens on, the first of which is returned. */
  String address() throws InterruptedException {
    String ready = nextLine();
    assertThat(ready).matches("ready( 127\\.0\\.0\\.1:\\d+)+");
    return ready.substring("ready ".length()).replaceFirst(" .*", "");
  }

  /** Waits for the next line on standard output. */
  String nextLine() throws InterruptedException {
    return next(out);
  }

  /** Waits for the next line on standard error. */
  String nextComplaint() throws InterruptedException {
    return next(err);
  }

  private String next(BlockingQueue<String> lines) throws InterruptedException {
    String line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(line).as("out %s, err %s", out, err).isNotNull();
    return line;
  }

  /** Types a line. */
  void type(String line) throws IOException {
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** Tells it to quit, and returns the status with which it ended. */
  int quit() throws Exception {
    type("quit");
    return status.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      if (!status.isDone()) {
        type("quit");
        status.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
      }
    } finally {
      System.setIn(before);
    }
  }

  /** Text that becomes lines, each as soon as it has ended. */
  private static final class Lines extends Writer {
    private final BlockingQueue<String> lines;
    private final StringBuilder line = new StringBuilder();

    Lines(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(char[] text, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
