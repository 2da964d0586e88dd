package dev.fenceline.host.multipath;

/** A namespace as the application sees it. Loop thread only. */
public interface BlockDevice {
  /** Returns the size of a block in bytes, or 0 until a path to the namespace has been LIVE. */
  int blockBytes();

  /** Returns the number of blocks, or 0 until a path to the namespace has been LIVE. */
  long blocks();

  /**
   * Submits an operation. It ends exactly once, regardless of the number of copies and paths. It
   * waits while no path is usable. It never ends within this call.
   *
   * @throws IllegalArgumentException if the operation lies outside the namespace, its data does not
   *     have the length of its blocks, or it is larger than the limit of one command on any path
   *     (MDTS): operations are not split
   */
  void submit(BlockOperation operation);
}
