package dev.fenceline.exchange.capture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The packets of a capture, one after the other. */
interface PacketSource {
  /** The next packet; null at the end, which {@link #problem} may say came too early. */
  @Nullable Packet next() throws IOException;

  /** Why there is no more, in a sentence; null if the file ends where it should. */
  @Nullable String problem();

  /** Packets that the capture itself says it lost. */
  long dropped();
}
