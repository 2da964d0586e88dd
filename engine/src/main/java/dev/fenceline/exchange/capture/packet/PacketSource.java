package dev.fenceline.exchange.capture.packet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The packets of a capture, one after the other. */
public interface PacketSource {
  /**
   * Returns the next packet, or null at the end. {@link #problem} tells whether the file ended too
   * early.
   */
  @Nullable Packet next() throws IOException;

  /**
   * Describes in a sentence why there are no more packets, or returns null if the file ends
   * normally.
   */
  @Nullable String problem();

  /** Returns the number of packets that the capture itself reports as lost. */
  long dropped();
}
