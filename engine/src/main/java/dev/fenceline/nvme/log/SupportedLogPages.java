package dev.fenceline.nvme.log;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Supported Log Pages log, page 00h, 1024 bytes. Hosts read it before they request an optional
 * page.
 *
 * @param lids the log page ids that are supported, each 0..FFh
 */
public record SupportedLogPages(SortedSet<Integer> lids) {
  /** Bytes on the wire. */
  public static final int SIZE = 1024;

  private static final int LIDS = SIZE / Integer.BYTES;

  public SupportedLogPages {
    lids = Collections.unmodifiableSortedSet(new TreeSet<>(lids));
    if (!lids.isEmpty() && (lids.first() < 0 || lids.last() >= LIDS)) {
      throw new IllegalArgumentException("log page ids " + lids);
    }
  }

  /**
   * Takes 1024 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static SupportedLogPages read(ByteBuf in) {
    Bytes bytes = Bytes.read("Supported Log Pages log", in, SIZE);
    SortedSet<Integer> lids = new TreeSet<>();
    for (int lid = 0; lid < LIDS; lid++) {
      if (bytes.isSet(supported(lid))) {
        lids.add(lid);
      }
    }
    return new SupportedLogPages(lids);
  }

  public void write(ByteBuf out) {
    Bytes.Builder bytes = Bytes.builder(SIZE);
    lids.forEach(lid -> bytes.set(supported(lid), true));
    bytes.build().write(out);
  }

  /** Returns the LSUPP field of a page. */
  private static BitField supported(int lid) {
    return BitField.bits("LSUPP", lid * Integer.BYTES, 0, 1);
  }
}
