package dev.fenceline.exchange.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file in pieces of known length. One that ends within a piece, or whose compression breaks off,
 * ends there: that is no error, but it is remembered.
 */
final class Pieces {
  private final InputStream in;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private long position;
  private @Nullable String problem;

  Pieces(InputStream in) {
    this.in = in;
  }

  void order(ByteOrder next) {
    order = next;
  }

  /** The bytes that were taken so far. */
  long position() {
    return position;
  }

  /** Why the file ends here, in a sentence; null if it ends between two pieces, or goes on. */
  @Nullable String problem() {
    return problem;
  }

  /** Takes nothing more, because of this. */
  void damaged(String what) {
    problem = "The capture is damaged at byte %,d: %s.".formatted(position, what);
  }

  /** The next bytes; null if there are not so many. */
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

  /** The file has ended where more must come. */
  void cut() {
    if (problem == null) {
      problem =
          "The capture was cut: it ends within a packet, at byte %,d. What came before is shown."
              .formatted(position);
    }
  }
}
