package dev.fenceline.event;

import static dev.fenceline.event.Meaning.BYTES;
import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.CONNECTION;
import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.QUEUE;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Direction;

/**
 * TCP connections and their queues. On a path's lane, connections are numbered from 1 in the order
 * in which the link accepted them; on the lane of a host or an instance, a queue ID identifies the
 * connection.
 */
public sealed interface ConnectionEvent extends Detail {
  @Kind(name = "connection-accepted", text = "Path: a host has connected to the link.")
  record Accepted(@Field(CONNECTION) int connection) implements ConnectionEvent {}

  @Kind(
      name = "connection-joined",
      text = "Path: the link has reached the target; from now on bytes pass.")
  record Joined(@Field(CONNECTION) int connection) implements ConnectionEvent {}

  @Kind(
      name = "connection-refused",
      text = "Path: the link cannot reach the target, or refuses connections.")
  record Refused(
      @Field(CONNECTION) int connection,
      @Field(value = TEXT, text = "why no bytes can pass") String reason)
      implements ConnectionEvent {}

  @Kind(name = "connection-ended", text = "Path: one side has ended its stream.")
  record Ended(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction that has ended") Direction direction,
      @Field(value = FLAG, text = "whether the end reached the other side") boolean delivered)
      implements ConnectionEvent {}

  @Kind(name = "connection-reset", text = "Path: the link resets both sides.")
  record Reset(
      @Field(CONNECTION) int connection,
      @Field(value = TEXT, text = "why the link resets them") String reason)
      implements ConnectionEvent {
    /** The reason if a fault has reset every connection of the path. */
    public static final String BY_FAULT = "the path was reset";
  }

  @Kind(
      name = "bytes-lost",
      text =
          "Path: bytes were lost in a black hole; the connection delivers nothing more in that"
              + " direction.")
  record BytesLost(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the bytes") Direction direction,
      @Field(value = BYTES, text = "bytes that were lost") long bytes)
      implements ConnectionEvent {}

  @Kind(name = "bytes-released", text = "Path: bytes kept by a stall are sent on.")
  record BytesReleased(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the bytes") Direction direction,
      @Field(value = BYTES, text = "bytes that are sent on") long bytes)
      implements ConnectionEvent {}

  @Kind(
      name = "bytes-dropped",
      text = "Path: bytes kept by a stall were dropped, because an endpoint aborted.")
  record BytesDropped(
      @Field(CONNECTION) int connection,
      @Field(value = CHOICE, text = "the direction of the bytes") Direction direction,
      @Field(value = BYTES, text = "bytes that were dropped") long bytes)
      implements ConnectionEvent {}

  @Kind(name = "queues-creating", text = "Host: the host starts to connect its I/O queues.")
  record QueuesCreating(@Field(value = COUNT, text = "I/O queues") int count)
      implements ConnectionEvent {}

  @Kind(name = "queues-mapped", text = "Host: the I/O queues are divided among their uses.")
  record QueuesMapped(
      @Field(value = COUNT, text = "queues for writes, and for all that has no queues of its own")
          int defaults,
      @Field(value = COUNT, text = "queues for reads") int reads,
      @Field(value = COUNT, text = "queues that are polled") int polls)
      implements ConnectionEvent {}

  @Kind(
      name = "queue-connected",
      text = "Host or target: a Connect command succeeded on this queue.")
  record QueueConnected(
      @Field(QUEUE) int qid,
      @Field(CONTROLLER) int cntlid,
      @Field(value = COUNT, text = "entries of the queue") int size)
      implements ConnectionEvent {}

  @Kind(
      name = "queue-closed",
      text = "Host or target: the connection of a queue was lost or closed on purpose.")
  record QueueClosed(
      @Field(QUEUE) int qid, @Field(value = TEXT, text = "why it was closed") String reason)
      implements ConnectionEvent {
    /**
     * The reason if the connection did not end in an orderly way, so that some PDUs may be missing.
     */
    public static final String LOST = "the connection was lost";

    /** The reason if the host closed the connection, as it was seen from outside the host. */
    public static final String BY_HOST = "closed by its host";
  }

  @Kind(
      name = "transport-error",
      text =
          "Host or target: a fatal transport error was sent or received in a TermReq, or found in"
              + " the bytes of the peer.")
  record TransportError(
      @Field(QUEUE) int qid,
      @Field(value = FLAG, text = "whether this side sent the TermReq") boolean sent,
      @Field(value = CODE, text = "fatal error status (NVMe/TCP specification; reference 2.6)")
          int fes,
      @Field(value = CODE, text = "fatal error information") long fei,
      @Field(value = TEXT, text = "the error in words") String text)
      implements ConnectionEvent {}
}
