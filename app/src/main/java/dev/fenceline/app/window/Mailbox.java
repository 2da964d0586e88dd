package dev.fenceline.app.window;

import dev.fenceline.app.workspace.Preferences;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The socket by which later starts of the program pass their files to the window that is open. It
 * lies in a folder of the user that nobody else may enter. Each display has its own, so that files
 * appear where they were opened.
 *
 * <p>The process that holds the lock beside the socket is the one that listens. The system releases
 * the lock when that process ends in any way, so a socket that was left behind hinders nobody.
 */
final class Mailbox implements AutoCloseable {
  /** What became of a letter. */
  enum Outcome {
    /** The window has taken it. */
    TAKEN,
    /** No window listens. */
    NOBODY,
    /** A window listens, but did not take the letter in time. */
    SILENT
  }

  private static final Logger LOG = Logger.getLogger(Mailbox.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The patience of a sender in those of the window, so that the window decides first. */
  private static final int SENDER = 3;

  private static final int WAITING_MAX = 16;
  private static final byte TAKEN = 1;

  private final Path folder;
  private final Path socket;
  private final Path lockFile;
  private final Duration patience;
  private @Nullable FileChannel lock;
  private @Nullable ServerSocketChannel door;

  /**
   * Creates a mailbox that does not listen yet.
   *
   * @param folder the folder of its files; made if it is missing
   * @param display the display of the windows, such as {@code :0}
   * @param patience how long a letter may take to be read, and then to be taken
   */
  Mailbox(Path folder, String display, Duration patience) {
    String name = "window" + display.replaceAll("[^A-Za-z0-9]", "_");
    this.folder = folder;
    this.socket = folder.resolve(name + ".socket");
    this.lockFile = folder.resolve(name + ".lock");
    this.patience = patience;
  }

  /** Returns the mailbox of this user and display. */
  static Mailbox ofThisUser() {
    Path beside = Preferences.defaultFile().resolveSibling("windows");
    String display = Optional.ofNullable(System.getenv("DISPLAY")).orElse("");
    return new Mailbox(beside, display, PATIENCE);
  }

  /** Passes a letter to the window that listens. Returns within three times the patience. */
  Outcome deliver(Letter letter) {
    if (!Files.exists(socket)) {
      return Outcome.NOBODY;
    }
    boolean isConnected = false;
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      CompletableFuture<Boolean> answered = closeAfter(patience.multipliedBy(SENDER), channel);
      channel.connect(UnixDomainSocketAddress.of(socket));
      isConnected = true;
      ByteBuffer bytes = ByteBuffer.wrap(letter.bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1);
      boolean isTaken = channel.read(answer) == 1 && answer.get(0) == TAKEN;
      answered.complete(true);
      return isTaken ? Outcome.TAKEN : Outcome.SILENT;
    } catch (IOException | IllegalArgumentException error) {
      LOG.log(Level.FINE, "the letter was not delivered", error);
      return isConnected ? Outcome.SILENT : Outcome.NOBODY;
    }
  }

  /**
   * Becomes the mailbox that letters are delivered to. They wait until {@link #listen}.
   *
   * @return false if another process has the mailbox, or if the system does not permit one
   */
  boolean claim() {
    try {
      makeFolder();
      FileChannel file =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = file;
      if (file.tryLock() == null) {
        close();
        return false;
      }
      // Only the holder of the lock makes or deletes the socket.
      Files.deleteIfExists(socket);
      ServerSocketChannel fresh = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door = fresh;
      fresh.bind(UnixDomainSocketAddress.of(socket), WAITING_MAX);
      return true;
    } catch (OverlappingFileLockException _) {
      close();
      return false;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException error) {
      LOG.log(Level.FINE, "later starts open a window of their own", error);
      close();
      return false;
    }
  }

  private void makeFolder() throws IOException {
    Files.createDirectories(folder);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /**
   * Takes letters one after another until the mailbox is closed.
   *
   * @param application runs tasks on the application thread
   * @param reader gets each letter, on the application thread
   */
  void listen(Executor application, Consumer<Letter> reader) {
    ServerSocketChannel open = door;
    if (open != null) {
      Thread.ofPlatform()
          .daemon()
          .name("mailbox")
          .start(() -> takeLetters(open, application, reader));
    }
  }

  private void takeLetters(
      ServerSocketChannel open, Executor application, Consumer<Letter> reader) {
    while (open.isOpen()) {
      try (SocketChannel channel = open.accept()) {
        CompletableFuture<Boolean> read = closeAfter(patience, channel);
        Letter letter = Letter.of(bytes(channel));
        if (read.complete(true) && isTaken(letter, application, reader)) {
          channel.write(ByteBuffer.wrap(new byte[] {TAKEN}));
        }
      } catch (ClosedChannelException error) {
        LOG.log(Level.FINE, "the mailbox is closed, or a letter took too long", error);
      } catch (IOException error) {
        LOG.log(Level.FINE, "a letter was not read", error);
      }
    }
  }

  private static byte[] bytes(SocketChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Letter.BYTES_MAX);
    while (channel.read(bytes) >= 0) {
      if (!bytes.hasRemaining()) {
        throw new IOException("the letter has more than " + Letter.BYTES_MAX + " bytes");
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /**
   * Waits until the window takes a letter. If it does not in time, it does not take the letter
   * later either, because the sender then opens a window of its own.
   */
  private boolean isTaken(Letter letter, Executor application, Consumer<Letter> reader) {
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    application.execute(() -> {
      if (taken.complete(true)) {
        reader.accept(letter);
      }
    });
    return taken.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /**
   * Closes a channel after a time, which ends what it waits for, unless the result is completed.
   */
  private static CompletableFuture<Boolean> closeAfter(Duration time, Channel channel) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    done.completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(isDone -> {
          if (!isDone) {
            close(channel);
          }
        });
    return done;
  }

  private static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException error) {
      LOG.log(Level.FINE, "a channel was not closed", error);
    }
  }

  /** Takes no more letters. */
  @Override
  public void close() {
    ServerSocketChannel open = door;
    if (open != null) {
      door = null;
      close(open);
      try {
        Files.deleteIfExists(socket);
      } catch (IOException error) {
        LOG.log(Level.FINE, "the socket was not deleted", error);
      }
    }
    FileChannel held = lock;
    if (held != null) {
      lock = null;
      close(held);
    }
  }
}
