package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CODE;
import static dev.fenceline.event.Meaning.COMMAND;
import static dev.fenceline.event.Meaning.CONTROLLER;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.TEXT;

/**
 * Asynchronous event notifications, with which a target notifies a host of a log page to read.
 * {@code dw0} is dword 0 of the completion: type in bits 0 to 2, information in bits 8 to 15, log
 * page in bits 16 to 23 (Base specification, Asynchronous Event Request).
 */
public sealed interface AenEvent extends Detail {
  @Kind(
      name = "aen-raised",
      text = "Target: an event occurred, which is sent as soon as a request is available.")
  record Raised(
      @Field(value = CODE, text = "dword 0 of the completion that reports the event", digits = 8)
          int dw0)
      implements AenEvent {}

  @Kind(
      name = "aen-suppressed",
      text =
          "Target: an event occurred but is not enabled, or is masked until the host reads the log"
              + " page.")
  record Suppressed(
      @Field(
              value = CODE,
              text = "dword 0 of the completion that would report the event",
              digits = 8)
          int dw0,
      @Field(value = FLAG, text = "whether the host has enabled events of this type")
          boolean enabled)
      implements AenEvent {}

  @Kind(
      name = "aen-sent",
      text = "Target: an event was sent as the completion of a waiting request.")
  record Sent(
      @Field(COMMAND) int cid,
      @Field(value = CODE, text = "dword 0 of the completion", digits = 8) int dw0)
      implements AenEvent {}

  @Kind(name = "aen-received", text = "Host: an event arrived.")
  record Received(
      @Field(COMMAND) int cid,
      @Field(value = CODE, text = "dword 0 of the completion", digits = 8) int dw0)
      implements AenEvent {}

  @Kind(
      name = "log-read",
      text = "Host: a log page was read, because of an event or to find an outcome.")
  record LogRead(
      @Field(value = CODE, text = "identifier of the log page", digits = 2) int logPage,
      @Field(value = FLAG, text = "whether the event stays masked (RAE)") boolean retainEvent,
      @Field(value = COUNT, text = "entries of the log page, if it has entries") int entries,
      @Field(value = TEXT, text = "what the log page says") String text)
      implements AenEvent {}

  /** Its cause is the {@link LogRead} event. */
  @Kind(
      name = "ccr-log-entry",
      text =
          "Host: the log page that was read has this entry about a cross-controller reset (log page"
              + " 1Eh, TP8028).")
  record CcrLogEntry(
      @Field(value = CONTROLLER, text = "CNTLID of the impacted controller") int icid,
      @Field(value = IDENTIFIER, text = "CIU of the impacted instance") int ciu,
      @Field(
              value = CONTROLLER,
              text = "an alternate controller to try; FFFFh if there is none",
              digits = 4)
          int acid,
      @Field(value = CODE, text = "CCRS: 0 in progress, 1 success, 2 failed") int ccrStatus,
      @Field(value = CODE, text = "CCRF: bit 0 validated, bit 1 reset initiated") int ccrFlags)
      implements AenEvent {}
}
