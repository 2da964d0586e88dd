package dev.fenceline.target;

import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** The response of a controller to a request for a structure. */
sealed interface Page {
  /** The whole structure. The receiver releases the bytes. */
  record Content(ByteBuf bytes) implements Page {}

  /** The structure does not exist. */
  record Refused(StatusCode status) implements Page {}

  /** Returns the structure that the writer writes. */
  static Page of(Consumer<ByteBuf> writer) {
    ByteBuf bytes = Unpooled.buffer();
    writer.accept(bytes);
    return new Content(bytes);
  }

  /** Returns a structure of zero bytes. */
  static Page zero(int length) {
    return new Content(Unpooled.buffer(length, length).writeZero(length));
  }

  /** Returns a refusal: the command fails with this status and DNR. */
  static Page refused(StatusCode status) {
    return new Refused(status);
  }
}
