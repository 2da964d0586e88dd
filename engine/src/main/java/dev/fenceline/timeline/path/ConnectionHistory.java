package dev.fenceline.timeline.path;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a path say of one of its connections, which carries one queue pair.
 *
 * @param path the lane of its path
 * @param number its number on the path
 * @param qid its queue, or {@link #NOT_KNOWN} if no Connect was seen
 * @param cntlid its controller, or {@link #NOT_KNOWN}
 * @param opening how it was opened
 * @param ends how it ended: the events of its end, in order
 * @param traffic what was sent on it
 */
public record ConnectionHistory(
    Lane path,
    int number,
    int qid,
    int cntlid,
    Opening opening,
    List<Event> ends,
    Traffic traffic) {
  /** Stands for a queue or controller that no event names. */
  public static final int NOT_KNOWN = -1;

  /** The steps of its opening; null if a step was not seen. */
  public record Opening(
      @Nullable Event accepted,
      @Nullable Event joined,
      @Nullable Event icReq,
      @Nullable Event icResp,
      @Nullable Event connect,
      @Nullable Event connected) {}

  /**
   * Its commands and PDUs.
   *
   * @param isWhole whether all its PDUs were recorded; if not, the numbers are the least that there
   *     were
   * @param commands the commands that the host sent
   * @param answers the answers that reached the host
   * @param unanswered the command capsules without such an answer, in order
   */
  public record Traffic(
      boolean isWhole,
      long commands,
      long answers,
      List<Event> unanswered,
      Flow toTarget,
      Flow toHost) {}

  /**
   * One direction.
   *
   * @param pdus the PDUs that were seen at the side of the host
   * @param dataBytes the data in them
   * @param lostBytes the bytes that a black hole swallowed
   * @param lastSent the last PDU where it was sent, or null if none was seen there
   * @param lastArrived the last PDU where it arrived, or null if none was seen there
   */
  public record Flow(
      long pdus,
      long dataBytes,
      long lostBytes,
      @Nullable Event lastSent,
      @Nullable Event lastArrived) {}

  public ConnectionHistory {
    ends = List.copyOf(ends);
  }
}
