package dev.fenceline.exchange.capture.packet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in pieces of known length. A file that ends within a piece or whose compressed data
 * breaks off is not an error; {@link #problem} describes it.
 */
public final class Pieces {
  private final InputStream in;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private long position;
  private @Nullable String problem;

  public Pieces(InputStream in) {
    this.in = in;
  }

  void order(ByteOrder next) {
    order = next;
  }

  /** Returns the number of bytes that were read so far. */
  long position() {
    return position;
  }

  /**
   * Describes in a sentence why the file ends here, or returns null if it ends between two pieces
   * or continues.
   */
  @Nullable String problem() {
    return problem;
  }

  /** Stops reading for this reason. */
  void damaged(String what) {
    problem = "The capture is damaged at byte %,d: %s.".formatted(position, what);
  }

  /** Returns the next bytes, or null if there are fewer. */
  @Nullable ByteBuffer next(int length) throws IOException {
    if (problem != null) {
      return null;
    }
    byte[] piece;
    try {
      piece = in.readNBytes(length);
    } catch (EOFException cut) {
      piece = new byte[0];
      problem = "The compressed capture was cut: its end is missing.";
    } catch (ZipException broken) {
      piece = new byte[0];
      problem = "The compressed capture is damaged: its end cannot be read.";
    }
    position += piece.length;
    if (piece.length < length) {
      if (piece.length > 0 && problem == null) {
        cut();
      }
      return null;
    }
    return ByteBuffer.wrap(piece).order(order);
  }

  /** Notes that the file has ended too early. */
  void cut() {
    if (problem == null) {
      problem =
          "The capture was cut: it ends within a packet, at byte %,d. What came before is shown."
              .formatted(position);
    }
  }
}
