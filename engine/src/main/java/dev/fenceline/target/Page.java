package dev.fenceline.target;

import dev.fenceline.nvme.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** What a controller has to say to a request for a structure. */
sealed interface Page {
  /** The whole structure; who is given it releases the bytes. */
  record Content(ByteBuf bytes) implements Page {}

  /** There is no such structure. */
  record Refused(StatusCode status) implements Page {}

  /** A structure that writes itself. */
  static Page of(Consumer<ByteBuf> writer) {
    ByteBuf bytes = Unpooled.buffer();
    writer.accept(bytes);
    return new Content(bytes);
  }

  /** A structure of which everything is zero. */
  static Page zero(int length) {
    return new Content(Unpooled.buffer(length, length).writeZero(length));
  }

  /** Not known, or not valid: the command fails with this status and DNR. */
  static Page refused(StatusCode status) {
    return new Refused(status);
  }
}
