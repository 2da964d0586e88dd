package dev.fenceline.host;

/** A namespace as the application sees it. Loop thread only. */
public interface BlockDevice {
  /** Bytes of one block; known once a path to the namespace has been LIVE, 0 before. */
  int blockBytes();

  /** Blocks of the namespace; known once a path to it has been LIVE, 0 before. */
  long blocks();

  /**
   * Submits an operation. It ends exactly once, however many copies of it go over however many
   * paths; while no path is usable it waits. It never ends within this call.
   *
   * @throws IllegalArgumentException if the operation lies outside of the namespace, its data has
   *     another length than its blocks, or it is larger than one command on every path may be
   *     (MDTS): operations are not split
   */
  void submit(BlockOperation operation);
}
