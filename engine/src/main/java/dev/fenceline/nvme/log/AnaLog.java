package dev.fenceline.nvme.log;

import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Asymmetric Namespace Access log, page 0Ch.
 *
 * @param changeCount CHGCNT, which increases with every change
 * @param groups 0..65535 groups
 */
public record AnaLog(long changeCount, List<Group> groups) {
  /** Bytes before the first group. */
  public static final int HEADER_SIZE = 16;

  private static final String NAME = "ANA log";
  private static final BitField CHGCNT = BitField.bytes("CHGCNT", 0, 8);
  private static final BitField NGRPS = BitField.bytes("NGRPS", 8, 2);
  private static final int GROUPS_MAX = 0xFFFF;

  public AnaLog {
    groups = List.copyOf(groups);
    if (groups.size() > GROUPS_MAX) {
      throw new IllegalArgumentException(groups.size() + " ANA groups");
    }
  }

  /**
   * One group of namespaces.
   *
   * @param id ANAGRPID
   * @param changeCount increases with every change of this group
   * @param state its state on this path
   * @param nsids its namespaces, ascending; empty in a response to "groups only"
   */
  public record Group(int id, long changeCount, AnaState state, List<Integer> nsids) {
    /** Bytes before the first namespace id. */
    public static final int HEADER_SIZE = 32;

    static final BitField GRPID = BitField.bytes("ANA group id", 0, 4);
    static final BitField NNSIDS = BitField.bytes("number of NSIDs", 4, 4);
    static final BitField CHGCNT = BitField.bytes("CHGCNT", 8, 8);
    static final BitField STATE = BitField.bits("ANA state", 16, 0, 4);

    public Group {
      nsids = List.copyOf(nsids);
    }
  }

  /** Returns the number of bytes on the wire. */
  public int size() {
    int size = HEADER_SIZE;
    for (Group group : groups) {
      size += Group.HEADER_SIZE + group.nsids().size() * Integer.BYTES;
    }
    return size;
  }

  /** Returns the log without namespace ids, as requested by LSP bit 0. */
  public AnaLog groupsOnly() {
    return new AnaLog(
        changeCount,
        groups.stream()
            .map(group -> new Group(group.id(), group.changeCount(), group.state(), List.of()))
            .toList());
  }

  /**
   * Reads the log from the buffer and leaves the bytes after the last group there.
   *
   * @throws MalformedException if it ends early or has an unknown state
   */
  public static AnaLog read(ByteBuf in) {
    Bytes header = Bytes.read(NAME, in, HEADER_SIZE);
    int count = header.getInt(NGRPS);
    List<Group> groups = new ArrayList<>();
    int at = HEADER_SIZE;
    for (int i = 0; i < count; i++) {
      Group group = readGroup(in, at);
      groups.add(group);
      at += Group.HEADER_SIZE + group.nsids().size() * Integer.BYTES;
    }
    return new AnaLog(header.get(CHGCNT), groups);
  }

  private static Group readGroup(ByteBuf in, int at) {
    if (in.readableBytes() < Group.HEADER_SIZE) {
      throw new MalformedException(NAME, at, "ends within a group");
    }
    Bytes header = Bytes.read(NAME, in, Group.HEADER_SIZE);
    AnaState state =
        AnaState.of(header.getInt(Group.STATE))
            .orElseThrow(
                () -> new MalformedException(NAME, at + Group.STATE.offset(), "unknown ANA state"));
    long count = header.get(Group.NNSIDS);
    if (count > in.readableBytes() / Integer.BYTES) {
      throw new MalformedException(
          NAME, at + Group.NNSIDS.offset(), count + " namespaces do not fit");
    }
    List<Integer> nsids = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      nsids.add(in.readIntLE());
    }
    return new Group(header.getInt(Group.GRPID), header.get(Group.CHGCNT), state, nsids);
  }

  public void write(ByteBuf out) {
    Bytes.builder(HEADER_SIZE)
        .set(CHGCNT, changeCount)
        .set(NGRPS, groups.size())
        .build()
        .write(out);
    for (Group group : groups) {
      Bytes.builder(Group.HEADER_SIZE)
          .set(Group.GRPID, group.id())
          .set(Group.NNSIDS, group.nsids().size())
          .set(Group.CHGCNT, group.changeCount())
          .set(Group.STATE, group.state().code())
          .build()
          .write(out);
      group.nsids().forEach(out::writeIntLE);
    }
  }
}
