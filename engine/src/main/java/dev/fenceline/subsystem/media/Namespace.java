package dev.fenceline.subsystem.media;

import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyNamespaceIndependent;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.scenario.TargetSettings.NamespaceSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A namespace with its settings and blocks. Its identifiers are derived from the subsystem's NQN
 * and the NSID, so that every path and every run reports the same ones.
 */
public final class Namespace {
  /** The only ANA group of the subsystem. */
  public static final int ANA_GROUP = 1;

  private final NamespaceSettings settings;
  private final UUID uuid;
  private final UUID nguid;
  private final Blocks data;

  public Namespace(Nqn subsystem, NamespaceSettings settings, Blocks data) {
    if (Integer.bitCount(settings.blockBytes()) != 1) {
      throw new IllegalArgumentException("block of " + settings.blockBytes() + " bytes");
    }
    this.settings = settings;
    this.data = data;
    uuid = named(subsystem, "uuid");
    nguid = named(subsystem, "nguid");
  }

  private UUID named(Nqn subsystem, String purpose) {
    String name = "%s/%d/%s".formatted(subsystem, settings.nsid(), purpose);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  public int blockBytes() {
    return settings.blockBytes();
  }

  /** Reports whether all these blocks exist; {@code lba} is unsigned as on the wire. */
  public boolean contains(long lba, int blocks) {
    return lba >= 0 && lba <= settings.blocks() - blocks;
  }

  /** Returns the blocks. */
  public Blocks data() {
    return data;
  }

  public IdentifyNamespace identify() {
    int lbads = Integer.numberOfTrailingZeros(blockBytes());
    return IdentifyNamespace.of(settings.blocks(), lbads, ANA_GROUP, bytes(nguid));
  }

  public IdentifyNamespaceIndependent identifyIndependent() {
    return new IdentifyNamespaceIndependent(0, true, ANA_GROUP, 0, 0, true);
  }

  public NamespaceDescriptors descriptors() {
    return new NamespaceDescriptors(
        List.of(
            NamespaceDescriptors.nguid(bytes(nguid)),
            NamespaceDescriptors.uuid(uuid),
            NamespaceDescriptors.csi(0)));
  }

  private static Bytes bytes(UUID id) {
    ByteBuf bytes = Unpooled.buffer(2 * Long.BYTES);
    bytes.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
    return Bytes.read("identifier", bytes, 2 * Long.BYTES);
  }
}
