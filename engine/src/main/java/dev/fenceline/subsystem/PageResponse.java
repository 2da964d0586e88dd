package dev.fenceline.subsystem;

import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** The response of a controller to a request for a structure. */
sealed interface PageResponse {
  /** The whole structure. The receiver releases the bytes. */
  record Content(ByteBuf bytes) implements PageResponse {}

  /** The structure does not exist. */
  record Refused(StatusCode status) implements PageResponse {}

  /** Returns the structure that the writer writes. */
  static PageResponse of(Consumer<ByteBuf> writer) {
    ByteBuf bytes = Unpooled.buffer();
    writer.accept(bytes);
    return new Content(bytes);
  }

  /** Returns a structure of zero bytes. */
  static PageResponse zero(int length) {
    return new Content(Unpooled.buffer(length, length).writeZero(length));
  }

  /** Returns a refusal: the command fails with this status and DNR. */
  static PageResponse refused(StatusCode status) {
    return new Refused(status);
  }
}
