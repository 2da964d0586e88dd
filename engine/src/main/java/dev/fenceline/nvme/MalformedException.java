package dev.fenceline.nvme;

/**
 * Bytes that are not the structure they should be. Says which structure and where, so that a
 * receiver can answer with the right status and a reader can point at the byte.
 */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String structure;
  private final int offset;

  public MalformedException(String structure, int offset, String problem) {
    super(structure + ", byte " + offset + ": " + problem);
    this.structure = structure;
    this.offset = offset;
  }

  /** The structure that was being read, as the specification calls it. */
  public String structure() {
    return structure;
  }

  /** Byte offset of the bad field from the start of the structure. */
  public int offset() {
    return offset;
  }
}
