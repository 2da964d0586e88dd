package dev.fenceline.subsystem.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds the blocks of a namespace as a raw image. It is sparse: blocks that were
 * never written take no space. It is locked against use by a second target. Its operations block.
 */
public final class DataFile implements AutoCloseable {
  /** Thrown if the disk has no space for a write. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1;

    FullException(String message, IOException cause) {
      super(message, cause);
    }
  }

  private static final Set<PosixFilePermission> WRITING =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private final Path path;
  private final FileChannel channel;
  private final long sizeBytes;

  private DataFile(Path path, FileChannel channel, long sizeBytes) {
    this.path = path;
    this.channel = channel;
    this.sizeBytes = sizeBytes;
  }

  /**
   * Opens the file, or creates it.
   *
   * @param askedBytes the requested size; null for the size of the existing file, or {@code
   *     newBytes}
   * @param newBytes the size of a new file if no size is requested
   * @throws IOException if it cannot be read and written, or is in use; the message names the file
   * @throws IllegalArgumentException if the file has a size other than the requested one
   */
  public static DataFile open(Path path, @Nullable Long askedBytes, long newBytes)
      throws IOException {
    if (Files.exists(path)) {
      check(path);
    }
    FileChannel channel = channel(path);
    try {
      lock(path, channel);
      long hasBytes = channel.size();
      if (hasBytes == 0) {
        hasBytes = askedBytes == null ? newBytes : askedBytes;
        grow(path, channel, hasBytes);
      } else if (askedBytes != null && askedBytes != hasBytes) {
        throw new IllegalArgumentException(
            "%s: has %d bytes, not the %d asked for; leave out the size, or name another file"
                .formatted(path, hasBytes, askedBytes));
      }
      return new DataFile(path, channel, hasBytes);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Checks that the path is a regular, writable file. The permissions are checked because the
   * superuser can write to read-only files.
   */
  private static void check(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": is not a file; data is kept in a file");
    }
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null && Collections.disjoint(view.readAttributes().permissions(), WRITING)) {
      throw new IOException(path + ": is read-only; data is to be written there");
    }
  }

  private static FileChannel channel(Path path) throws IOException {
    try {
      return FileChannel.open(
          path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (AccessDeniedException e) {
      throw new IOException(path + ": cannot be read and written: permission denied", e);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": there is no such folder", e);
    }
  }

  private static void lock(Path path, FileChannel channel) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(path + ": is in use by another target");
    }
  }

  /** Extends the file to this length without writing the bytes between. */
  private static void grow(Path path, FileChannel channel, long bytes) throws IOException {
    try {
      channel.write(ByteBuffer.allocate(1), bytes - 1);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be made %d bytes long: %s".formatted(path, bytes, e.getMessage()), e);
    }
  }

  /** Returns the size of the file in bytes. */
  public long sizeBytes() {
    return sizeBytes;
  }

  byte[] read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      long position = at + bytes.position();
      int count = channel.read(bytes, position);
      if (count < 0) {
        throw new IOException(
            "%s: ends at byte %d, before its %d bytes; somebody has cut it"
                .formatted(path, position, sizeBytes));
      }
    }
    return bytes.array();
  }

  void write(long at, ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    try {
      for (long position = at; bytes.hasRemaining(); ) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) {
      String message =
          "%s: %d bytes at %d are not written: %s".formatted(path, length, at, e.getMessage());
      boolean full = Files.getFileStore(path).getUsableSpace() < length;
      throw full ? new FullException(message, e) : new IOException(message, e);
    }
  }

  /** Waits until all earlier writes are on the disk. */
  void flush() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new IOException(path + ": what was written is not on the disk: " + e.getMessage(), e);
    }
  }

  /** Flushes and unlocks the file. */
  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
