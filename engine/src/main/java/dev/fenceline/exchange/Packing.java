package dev.fenceline.exchange;

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

/** How the bytes of a file are packed, by its first bytes and whatever its name. */
enum Packing {
  PLAIN(""),
  GZIP("1f8b"),
  XZ("fd377a585a00"),
  ZSTD("28b52ffd");

  /** What unpacking a file may take; {@code xz -9} asks for 65 MiB. */
  private static final int XZ_MEMORY_KIB = 1 << 17;

  private static final int MAGIC_BYTES = 6;

  /** The first bytes, in hexadecimal. */
  private final String magic;

  Packing(String magic) {
    this.magic = magic;
  }

  /**
   * Opens a file; what is read is unpacked.
   *
   * @throws FormatException if it was cut in its first bytes
   */
  static InputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(MAGIC_BYTES);
      byte[] head = in.readNBytes(MAGIC_BYTES);
      in.reset();
      return of(head).unpack(in);
    } catch (EOFException cut) {
      in.close();
      throw new FormatException(file + ": the file was cut in its first bytes");
    } catch (IOException unreadable) {
      in.close();
      throw unreadable;
    }
  }

  private static Packing of(byte[] head) {
    String beginning = HexFormat.of().formatHex(head);
    return Arrays.stream(values())
        .filter(packing -> packing != PLAIN && beginning.startsWith(packing.magic))
        .findFirst()
        .orElse(PLAIN);
  }

  private InputStream unpack(BufferedInputStream in) throws IOException {
    return switch (this) {
      case PLAIN -> in;
      case GZIP -> new BufferedInputStream(new GZIPInputStream(in));
      case XZ -> new BufferedInputStream(new Unpacked("xz", new XZInputStream(in, XZ_MEMORY_KIB)));
      case ZSTD -> new BufferedInputStream(new Unpacked("zstd", new ZstdInputStream(in)));
    };
  }

  /** A packed stream that says in plain words that it is damaged. */
  private static final class Unpacked extends FilterInputStream {
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

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (EOFException cut) {
        throw cut;
      } catch (IOException | RuntimeException damaged) {
        throw new ZipException(
            "the file is packed with " + name + " and damaged: " + damaged.getMessage());
      }
    }
  }
}
