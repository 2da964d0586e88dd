package dev.fenceline.session;

import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.XZInputStream;

/**
 * The compression of a file, which is detected from its first bytes, not from its name. This class
 * opens all files that the program reads.
 */
public enum Compression {
  /** Not compressed. */
  PLAIN(""),
  /** Compressed with gzip. */
  GZIP("1f8b"),
  /** Compressed with xz. */
  XZ("fd377a585a00"),
  /** Compressed with zstd. */
  ZSTD("28b52ffd"),
  /** Compressed with bzip2, in one stream. */
  BZIP2("425a68");

  /** Memory limit for unpacking a file; {@code xz -9} needs 65 MiB. */
  private static final int XZ_MEMORY_KIB = 1 << 17;

  private static final int MAGIC_BYTES = 6;

  /** The first bytes, in hexadecimal. */
  private final String magic;

  Compression(String magic) {
    this.magic = magic;
  }

  /**
   * Opens a file and unpacks its contents.
   *
   * @throws EOFException if it is truncated within its first bytes
   * @throws IOException if it cannot be read
   */
  public static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return unpacked(in);
    } catch (IOException unreadable) {
      in.close();
      throw unreadable;
    }
  }

  /** Unpacks a stream, as {@link #open} does. Closing the result closes the stream. */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(MAGIC_BYTES);
    byte[] head = buffered.readNBytes(MAGIC_BYTES);
    buffered.reset();
    return of(head).unpack(buffered);
  }

  private static Compression of(byte[] head) {
    String beginning = HexFormat.of().formatHex(head);
    return Arrays.stream(values())
        .filter(packing -> packing != PLAIN && beginning.startsWith(packing.magic))
        .findFirst()
        .orElse(PLAIN);
  }

  private InputStream unpack(BufferedInputStream in) throws IOException {
    return switch (this) {
      case PLAIN -> in;
      case GZIP -> new BufferedInputStream(new Unpacked("gzip", new GZIPInputStream(in, 1 << 16)));
      case XZ -> new BufferedInputStream(new Unpacked("xz", new XZInputStream(in, XZ_MEMORY_KIB)));
      case ZSTD -> new BufferedInputStream(new Unpacked("zstd", new ZstdInputStream(in)));
      case BZIP2 ->
          new BufferedInputStream(
              new Unpacked("bzip2", new BZip2HadoopStreams().createInputStream(in)));
    };
  }

  /** A stream that reports damaged packed data with a clear message. */
  private static final class Unpacked extends FilterInputStream {
    /** Messages of the bzip2 decoder for a truncated file and for a second stream. */
    private static final String BZIP2_CUT = "unexpected end of stream";

    private static final String BZIP2_SECOND = "bad block header";

    private final String name;

    Unpacked(String name, InputStream in) {
      super(in);
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * Returns 0, so that a buffered reader keeps the bytes that it has already read when it reaches
     * a truncation.
     */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (EOFException | ZipException said) {
        throw said;
      } catch (IOException | RuntimeException damaged) {
        String why = String.valueOf(damaged.getMessage());
        if (why.equals(BZIP2_CUT)) {
          throw new EOFException(why);
        }
        throw new ZipException(
            name.equals("bzip2") && why.equals(BZIP2_SECOND)
                ? "the file is packed with bzip2 in several streams, as by pbzip2, or damaged:"
                    + " unpack it with bunzip2"
                : "the file is packed with " + name + " and damaged: " + why);
      }
    }
  }
}
