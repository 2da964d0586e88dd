package dev.fenceline.nvme.log;

import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.identify.NamespaceList;
import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Changed Namespace List, log page 04h, 4096 bytes.
 *
 * @param nsids 0..1024 ids that changed since the log was read
 * @param overflow whether more than 1024 namespaces changed; nsids is then empty
 */
public record ChangedNamespaces(List<Integer> nsids, boolean overflow) {
  /** Bytes on the wire. */
  public static final int SIZE = NamespaceList.SIZE;

  private static final int OVERFLOW = -1;

  public ChangedNamespaces {
    nsids = List.copyOf(nsids);
    if (nsids.size() > NamespaceList.COUNT_MAX
        || nsids.contains(0)
        || nsids.contains(OVERFLOW)
        || (overflow && !nsids.isEmpty())) {
      throw new IllegalArgumentException("changed namespaces " + nsids);
    }
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or the overflow mark is not the first entry
   */
  public static ChangedNamespaces read(ByteBuf in) {
    List<Integer> ids = NamespaceList.readIds("Changed Namespace List", in);
    if (ids.equals(List.of(OVERFLOW))) {
      return new ChangedNamespaces(List.of(), true);
    }
    int mark = ids.indexOf(OVERFLOW);
    if (mark >= 0) {
      throw new MalformedException(
          "Changed Namespace List", mark * Integer.BYTES, "overflow mark among ids");
    }
    return new ChangedNamespaces(ids, false);
  }

  public void write(ByteBuf out) {
    NamespaceList.writeIds(overflow ? List.of(OVERFLOW) : nsids, out);
  }
}
