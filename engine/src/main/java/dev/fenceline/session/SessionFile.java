package dev.fenceline.session;

import dev.fenceline.event.Event;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Saves sessions. The same session always gives the same bytes. A file is written under a temporary
 * name, synced to disk and then renamed, so that a file with the final name is never partial.
 */
public final class SessionFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private SessionFile() {}

  /** The form in which a file is saved; readers detect the form. */
  public enum Form {
    /** JSON Lines, which any tool can read. */
    PLAIN,
    /** JSON Lines compressed with gzip, about a sixth of the size. */
    GZIP;

    /** Returns the form for a file name: {@link #GZIP} if it ends in {@code .gz}. */
    public static Form of(Path file) {
      return file.toString().endsWith(".gz") ? GZIP : PLAIN;
    }
  }

  @FunctionalInterface
  private interface Content {
    void write(LineWriter lines) throws IOException;
  }

  /**
   * Saves a session with its notes, view and unknown fields, in the form for the file name.
   *
   * @throws IOException if the file cannot be written; an existing file of that name is then
   *     unchanged
   */
  public static void save(Path file, Session session) throws IOException {
    save(file, session, Form.of(file));
  }

  /** Saves a session, as {@link #save(Path, Session)} does, in the given form. */
  public static void save(Path file, Session session, Form form) throws IOException {
    replace(file, form, lines -> write(session, lines));
  }

  /**
   * Saves a new session with a header and its events, which are in order from sequence number 1.
   */
  public static void save(Path file, SessionHeader header, Iterable<Event> events)
      throws IOException {
    List<Event> list = new ArrayList<>();
    events.forEach(list::add);
    save(file, Session.of(header, list));
  }

  /**
   * Writes the plain bytes of a session's file to a stream, for example to compare runs without
   * files.
   */
  public static void write(Session session, OutputStream out) throws IOException {
    write(session, new LineWriter(out));
  }

  private static void write(Session session, LineWriter lines) throws IOException {
    lines.header(session.header(), session.extras().get(Session.HEADER_EXTRAS));
    for (Event event : session.events()) {
      lines.event(event, session.extras().get(event.sequence()));
    }
    for (SessionNote note : session.notes()) {
      lines.note(note);
    }
    for (String other : session.others()) {
      lines.other(other);
    }
    String view = session.view();
    if (view != null) {
      lines.view(view);
    }
    lines.end();
  }

  private static void replace(Path file, Form form, Content content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out =
            new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        if (form == Form.GZIP) {
          GZIPOutputStream gzip = new Gzip(out);
          content.write(new LineWriter(gzip));
          gzip.finish();
          out.flush();
        } else {
          content.write(new LineWriter(out));
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * A gzip stream at a level that is twice as fast as the default and compresses a few percent
   * less.
   */
  private static final class Gzip extends GZIPOutputStream {
    private static final int LEVEL = 4;

    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(LEVEL);
    }
  }
}
