package dev.fenceline.nvme.log;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Bytes;
import dev.fenceline.nvme.MalformedException;
import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Commands Supported and Effects log, page 05h, 4096 bytes.
 *
 * @param admin effects by admin opcode; a missing opcode is not supported
 * @param io effects by I/O opcode
 */
public record EffectsLog(SortedMap<Integer, Integer> admin, SortedMap<Integer, Integer> io) {
  /** Bytes on the wire. */
  public static final int SIZE = 4096;

  /** Effect: the command is supported. */
  public static final int SUPPORTED = 1;

  /** Effect: the command may change logical block content. */
  public static final int CHANGES_BLOCKS = 1 << 1;

  private static final int OPCODES = 256;

  public EffectsLog {
    admin = checked(admin);
    io = checked(io);
  }

  private static SortedMap<Integer, Integer> checked(SortedMap<Integer, Integer> effects) {
    effects.forEach((opcode, effect) -> {
      if (opcode < 0 || opcode >= OPCODES || effect == 0) {
        throw new IllegalArgumentException("effects of opcode " + opcode);
      }
    });
    return Collections.unmodifiableSortedMap(new TreeMap<>(effects));
  }

  /**
   * Takes 4096 bytes from the buffer.
   *
   * @throws MalformedException if there are fewer
   */
  public static EffectsLog read(ByteBuf in) {
    Bytes bytes = Bytes.read("Effects log", in, SIZE);
    return new EffectsLog(half(bytes, 0), half(bytes, OPCODES));
  }

  private static SortedMap<Integer, Integer> half(Bytes bytes, int first) {
    SortedMap<Integer, Integer> effects = new TreeMap<>();
    for (int opcode = 0; opcode < OPCODES; opcode++) {
      int effect = bytes.getInt(at(first + opcode));
      if (effect != 0) {
        effects.put(opcode, effect);
      }
    }
    return effects;
  }

  public void write(ByteBuf out) {
    Bytes.Builder bytes = Bytes.builder(SIZE);
    admin.forEach((opcode, effect) -> bytes.set(at(opcode), effect));
    io.forEach((opcode, effect) -> bytes.set(at(OPCODES + opcode), effect));
    bytes.build().write(out);
  }

  private static BitField at(int index) {
    return BitField.bytes("effects", index * Integer.BYTES, Integer.BYTES);
  }
}
