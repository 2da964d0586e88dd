package dev.fenceline.host.queue;

import java.util.BitSet;

/**
 * The command identifiers of one queue, composed as in Linux: the low twelve bits are a tag, and
 * the high four are a generation that counts the uses of the tag, so that a response to an earlier
 * use is recognized (nvme.h, nvme_cid). Generations persist over reconnects. A tag in use is never
 * assigned again.
 */
final class CommandIds {
  /** The result if every tag is in use. */
  static final int NONE = -1;

  /** The identifier of the one Asynchronous Event Request, which has no generation. */
  static final int ASYNC_EVENT_CID = 0x1F;

  private static final int TAG_BITS = 12;
  private static final int TAG_MASK = (1 << TAG_BITS) - 1;
  private static final int GENERATION_MASK = 0xF;

  /** Admin tags in addition to the Asynchronous Event Request (NVME_AQ_MQ_TAG_DEPTH). */
  private static final int ADMIN_TAGS = 30;

  /** Admin tags for Connect and Keep Alive only, so that neither ever waits for a tag. */
  private static final int ADMIN_RESERVED = 2;

  private final int reserved;
  private final int[] generation;
  private final BitSet used = new BitSet();
  private int nextReserved;
  private int nextCommon;

  private CommandIds(int tags, int reserved) {
    this.reserved = reserved;
    this.generation = new int[tags];
    this.nextCommon = reserved;
  }

  /** Returns the identifiers of an admin queue. */
  static CommandIds admin() {
    return new CommandIds(ADMIN_TAGS, ADMIN_RESERVED);
  }

  /** Returns the identifiers of an I/O queue, which holds one command less than it has entries. */
  static CommandIds io(int entries) {
    return new CommandIds(entries - 1, 0);
  }

  static int tagOf(int cid) {
    return cid & TAG_MASK;
  }

  int tags() {
    return generation.length;
  }

  boolean hasRoom() {
    return used.nextClearBit(reserved) < tags();
  }

  /** Takes an identifier for a common command, or returns {@link #NONE}. */
  int take() {
    int tag = free(nextCommon, reserved, tags());
    nextCommon = tag + 1;
    return use(tag);
  }

  /** Takes an identifier for Connect or Keep Alive, or returns {@link #NONE}. */
  int takeReserved() {
    if (reserved == 0) {
      return take();
    }
    int tag = free(nextReserved, 0, reserved);
    nextReserved = tag + 1;
    return use(tag);
  }

  private int free(int hint, int from, int to) {
    int tag = used.nextClearBit(Math.max(hint, from));
    if (tag >= to) {
      tag = used.nextClearBit(from);
    }
    return tag < to ? tag : NONE;
  }

  private int use(int tag) {
    if (tag == NONE) {
      return NONE;
    }
    used.set(tag);
    generation[tag] = (generation[tag] + 1) & GENERATION_MASK;
    return generation[tag] << TAG_BITS | tag;
  }

  void giveBack(int cid) {
    used.clear(tagOf(cid));
  }

  /**
   * Releases all identifiers. A new connection begins, and commands of the previous one can no
   * longer be answered.
   */
  void giveBackAll() {
    used.clear();
  }
}
