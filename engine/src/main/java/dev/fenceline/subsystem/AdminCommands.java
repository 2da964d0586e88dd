package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.log.LogPageRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** The admin commands of a controller that is ready (reference, section 4). */
final class AdminCommands {
  /** DW0 of an Abort: the command was not aborted, as nvmet always answers. */
  private static final int NOT_ABORTED = 1;

  /** Largest transfer of Identify and Get Log Page, equal to that of I/O commands. */
  private static final long MAX_PAGE_BYTES = 4096L << IoCommands.MDTS;

  private final IdentifyPages identifyPages;
  private final LogPages logPages;
  private final FeatureCommands features;
  private final CcrCommand crossControllerReset;
  private final int ccrLimit;

  public AdminCommands(
      IdentifyPages identifyPages,
      LogPages logPages,
      FeatureCommands features,
      CcrCommand crossControllerReset,
      int ccrLimit) {
    this.identifyPages = identifyPages;
    this.logPages = logPages;
    this.features = features;
    this.crossControllerReset = crossControllerReset;
    this.ccrLimit = ccrLimit;
  }

  void execute(TargetController controller, ReceivedCommand received) {
    Optional<Opcode> opcode = received.command().operation(0);
    switch (opcode.orElse(null)) {
      case Opcode.Admin.IDENTIFY -> identify(controller, received);
      case Opcode.Admin.GET_LOG_PAGE -> getLogPage(controller, received);
      case Opcode.Admin.KEEP_ALIVE -> keepAlive(controller, received);
      case Opcode.Admin.ASYNC_EVENT -> controller.asyncEvents().request(received);
      case Opcode.Admin.SET_FEATURES -> features.set(controller, received);
      case Opcode.Admin.GET_FEATURES -> features.get(controller, received);
      case Opcode.Admin.ABORT -> abort(controller, received);
      case Opcode.Admin.CROSS_CONTROLLER_RESET -> reset(controller, received);
      case null, default -> received.refuse(StatusCode.INVALID_OPCODE);
    }
  }

  private void identify(TargetController controller, ReceivedCommand received) {
    if (!expects(received, IdentifyRequest.DATA_SIZE)) {
      return;
    }
    switch (identifyPages.page(controller, IdentifyRequest.of(received.command()))) {
      case PageResponse.Content page -> received.answerData(page.bytes(), received.arrival());
      case PageResponse.Refused refused -> received.refuse(refused.status());
    }
  }

  private void getLogPage(TargetController controller, ReceivedCommand received) {
    LogPageRequest request = LogPageRequest.of(received.command());
    if (request.numBytes() > MAX_PAGE_BYTES) {
      received.refuse(StatusCode.INVALID_FIELD);
      return;
    }
    if (!expects(received, request.numBytes())) {
      return;
    }
    switch (logPages.page(controller, request, received.arrival())) {
      case PageResponse.Content page -> answerPart(received, request, page.bytes());
      case PageResponse.Refused refused -> received.refuse(refused.status());
    }
  }

  /** Sends the requested part of a page. Bytes beyond the end of the page are zero. */
  private static void answerPart(ReceivedCommand received, LogPageRequest request, ByteBuf page) {
    int length = (int) request.numBytes();
    int offset = (int) request.offset();
    int available = Math.min(length, page.writerIndex() - offset);
    ByteBuf part = Unpooled.buffer(length, length);
    part.writeBytes(page, offset, available).writeZero(length - available);
    page.release();
    received.answerData(part, received.arrival());
  }

  /** Checks that the data pointer has the length of the data, and refuses the command otherwise. */
  private static boolean expects(ReceivedCommand received, long bytes) {
    boolean transport = received.command().sgl().isTransport();
    if (!transport || received.command().sgl().length() != bytes) {
      received.refuse(transport ? StatusCode.SGL_LENGTH_INVALID : StatusCode.SGL_TYPE_INVALID);
      return false;
    }
    return true;
  }

  private static void keepAlive(TargetController controller, ReceivedCommand received) {
    if (controller.katoMillis() == 0) {
      received.refuse(Status.of(StatusCode.KEEP_ALIVE_INVALID));
      return;
    }
    Cause accepted = controller.keepAlive().keepAlive(received);
    if (!accepted.isNone()) {
      received.answer(0, accepted);
    } else {
      // The detected loss has already completed it, unless it closed the connection.
      received.refuse(Status.of(StatusCode.COMMAND_INTERRUPTED));
    }
  }

  private static void abort(TargetController controller, ReceivedCommand received) {
    if (controller.isDiscovery()) {
      received.refuse(StatusCode.INVALID_OPCODE);
    } else {
      received.answer(NOT_ABORTED, received.arrival());
    }
  }

  private void reset(TargetController controller, ReceivedCommand received) {
    if (controller.isDiscovery() || ccrLimit == 0) {
      received.refuse(StatusCode.INVALID_OPCODE);
    } else {
      crossControllerReset.execute(controller, received);
    }
  }
}
