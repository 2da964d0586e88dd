package dev.fenceline.nvme.identify;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of namespace ids, Identify CNS 02h: 4096 bytes; 0 ends a shorter list.
 *
 * @param nsids 0..1024 ids, ascending as unsigned numbers, none of them 0
 */
public record NamespaceList(List<Integer> nsids) {
  /** Bytes on the wire. */
  public static final int SIZE = IdentifyRequest.DATA_SIZE;

  /** Largest number of ids in one list. */
  public static final int COUNT_MAX = SIZE / Integer.BYTES;

  private static final String NAME = "Namespace List";

  public NamespaceList {
    nsids = List.copyOf(nsids);
    if (nsids.size() > COUNT_MAX || !ascending(nsids)) {
      throw new IllegalArgumentException("namespaces " + nsids);
    }
  }

  /** Returns the first 1024 ids that are greater than {@code nsid}, as CNS 02h does. */
  public static NamespaceList after(int nsid, List<Integer> sorted) {
    return new NamespaceList(
        sorted.stream()
            .filter(id -> Integer.compareUnsigned(id, nsid) > 0)
            .limit(COUNT_MAX)
            .toList());
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer, or the ids do not ascend
   */
  public static NamespaceList read(ByteBuf in) {
    List<Integer> nsids = readIds(NAME, in);
    if (!ascending(nsids)) {
      throw new MalformedException(NAME, 0, "ids do not ascend");
    }
    return new NamespaceList(nsids);
  }

  public void write(ByteBuf out) {
    writeIds(nsids, out);
  }

  public static List<Integer> readIds(String name, ByteBuf in) {
    Bytes bytes = Bytes.read(name, in, SIZE);
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < COUNT_MAX; i++) {
      int id = bytes.getInt(BitField.bytes("NSID", i * Integer.BYTES, Integer.BYTES));
      if (id == 0) {
        break;
      }
      ids.add(id);
    }
    return ids;
  }

  public static void writeIds(List<Integer> ids, ByteBuf out) {
    ids.forEach(out::writeIntLE);
    out.writeZero(SIZE - ids.size() * Integer.BYTES);
  }

  private static boolean ascending(List<Integer> ids) {
    int previous = 0;
    for (int id : ids) {
      if (Integer.compareUnsigned(id, previous) <= 0) {
        return false;
      }
      previous = id;
    }
    return true;
  }
}
