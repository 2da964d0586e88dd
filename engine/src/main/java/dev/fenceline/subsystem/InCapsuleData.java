package dev.fenceline.subsystem;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.tcp.FatalError;
import org.jspecify.annotations.Nullable;

/** The checks of a target for in-capsule data (reference 2.5). */
final class InCapsuleData {
  /** Largest in-capsule data of admin and fabrics commands, in bytes. */
  static final int ADMIN_BYTES_MAX = 8192;

  private static final int SGL_ADDRESS_IN_PDU = 8 + Command.SGL_ADDRESS.offset();

  private InCapsuleData() {}

  /**
   * Checks a descriptor.
   *
   * @param bytesMax largest in-capsule data of the queue, in bytes
   * @return the fatal error; null if there is none
   */
  static @Nullable FatalError error(Sgl sgl, int bytesMax) {
    if (!sgl.isInCapsule()) {
      return null;
    }
    if (sgl.address() != 0) {
      return new FatalError(
          FatalError.Status.UNSUPPORTED_PARAMETER,
          SGL_ADDRESS_IN_PDU,
          Bytes.zero(0),
          "in-capsule data at offset " + sgl.address());
    }
    return sgl.length() <= bytesMax
        ? null
        : FatalError.of(
            FatalError.Status.LIMIT_EXCEEDED, "in-capsule data of " + sgl.length() + " bytes");
  }
}
