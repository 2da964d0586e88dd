package dev.fenceline.host.queue;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The queue pairs of one controller: the admin queue and the I/O queues of its current connections.
 * Command IDs continue where those of the previous connection ended. Loop thread only.
 */
public final class QueuePairs {
  private final LabLoop loop;
  private final Recorder recorder;
  private final Lane lane;
  private final QueuePair.Owner owner;
  private final Map<Integer, CommandIds> commandIds = new TreeMap<>();
  private final List<QueuePair> io = new ArrayList<>();
  private @Nullable QueuePair admin;

  public QueuePairs(LabLoop loop, Recorder recorder, Lane lane, QueuePair.Owner owner) {
    this.loop = loop;
    this.recorder = recorder;
    this.lane = lane;
    this.owner = owner;
  }

  /** Creates the admin queue of a new connection. */
  public QueuePair makeAdmin(int inCapsuleBytes) {
    CommandIds ids = commandIds.computeIfAbsent(0, _ -> CommandIds.admin());
    admin = new QueuePair(loop, recorder, lane, 0, ids, inCapsuleBytes, owner);
    return admin;
  }

  /** Creates the next I/O queue of a new connection. */
  public QueuePair makeIo(int entries, int inCapsuleBytes) {
    int qid = io.size() + 1;
    CommandIds ids = commandIds.get(qid);
    if (ids == null || ids.tags() != entries - 1) {
      ids = CommandIds.io(entries);
      commandIds.put(qid, ids);
    }
    QueuePair queue = new QueuePair(loop, recorder, lane, qid, ids, inCapsuleBytes, owner);
    io.add(queue);
    return queue;
  }

  /**
   * Returns the admin queue.
   *
   * @throws IllegalStateException if there is no connection
   */
  public QueuePair admin() {
    if (admin == null) {
      throw new IllegalStateException(lane.name() + " has no admin queue");
    }
    return admin;
  }

  /** Reports whether an admin command can be sent now. */
  public boolean takesAdminCommands() {
    return admin != null && admin.hasRoom();
  }

  public List<QueuePair> io() {
    return Collections.unmodifiableList(io);
  }

  private List<QueuePair> all() {
    List<QueuePair> all = new ArrayList<>();
    if (admin != null) {
      all.add(admin);
    }
    all.addAll(io);
    return all;
  }

  public boolean isIoIdle() {
    return io.stream().allMatch(queue -> queue.inFlight() == 0);
  }

  /** Stops sending commands to this instance. */
  public void stopSending() {
    all().forEach(QueuePair::stopSending);
  }

  /**
   * Ends the association. Closes every connection before it ends the requests, so that no copy is
   * sent over another path while the old sockets are open.
   */
  public void tearDown(String reason, StatusCode status) {
    List<QueuePair> old = all();
    old.forEach(queue -> queue.close(reason));
    admin = null;
    io.clear();
    old.forEach(queue -> queue.cancelAll(Status.of(status)));
  }

  /** Ends the I/O queues as {@link #tearDown} does; the admin queue stays. */
  public void tearDownIo(String reason, StatusCode status) {
    List<QueuePair> old = List.copyOf(io);
    old.forEach(queue -> queue.close(reason));
    io.clear();
    old.forEach(queue -> queue.cancelAll(Status.of(status)));
  }

  /** Closes the connections and releases all buffers without ending the requests. */
  public void discard() {
    all().forEach(QueuePair::discard);
  }
}
