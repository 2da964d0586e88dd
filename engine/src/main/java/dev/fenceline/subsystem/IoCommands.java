package dev.fenceline.subsystem;

import dev.fenceline.nvme.BlockRequest;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Sgl;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.subsystem.media.Namespace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Read, Write and Flush of the NVM command set. */
final class IoCommands {
  /** NSID that means every namespace. */
  static final int ALL_NAMESPACES = -1;

  /** MDTS: the largest transfer, as a power of two in units of 4 KiB. */
  static final int MDTS = 5;

  private static final int MAX_TRANSFER_BYTES = 4096 << MDTS;

  private final Subsystem subsystem;
  private final MediaQueue backEnd;

  IoCommands(Subsystem subsystem, MediaQueue backEnd) {
    this.subsystem = subsystem;
    this.backEnd = backEnd;
  }

  /** Executes a command of an I/O queue of a controller that is ready. */
  void execute(CommandConnection frontEnd, TargetController controller, ReceivedCommand received) {
    int opcode = received.opcode();
    int nsid = received.command().nsid();
    @Nullable Namespace namespace = subsystem.namespace(nsid).orElse(null);
    boolean flush = opcode == Opcode.Nvm.FLUSH.code();
    Optional<StatusCode> inaccessible =
        subsystem.anaStates().refusal(controller.association().port());
    if (!flush && !ReceivedCommand.hasBlocks(received.command(), received.qid())) {
      received.refuse(StatusCode.INVALID_OPCODE);
    } else if (namespace == null && !(flush && nsid == ALL_NAMESPACES)) {
      received.refuse(StatusCode.INVALID_NAMESPACE);
    } else if (inaccessible.isPresent()) {
      received.refuse(Status.of(inaccessible.get()));
    } else if (namespace == null) {
      // A flush matters only for blocks in a file, and a file has a single namespace.
      backEnd.submit(controller, received, subsystem.onlyNamespace().orElse(null));
    } else if (flush) {
      backEnd.submit(controller, received, namespace);
    } else {
      transfer(frontEnd, controller, received, namespace);
    }
  }

  private void transfer(
      CommandConnection frontEnd,
      TargetController controller,
      ReceivedCommand received,
      Namespace namespace) {
    BlockRequest request = BlockRequest.of(received.command());
    Sgl sgl = received.command().sgl();
    long bytes = (long) request.blocks() * namespace.blockBytes();
    if (!namespace.contains(request.slba(), request.blocks())) {
      received.refuse(StatusCode.LBA_OUT_OF_RANGE);
    } else if (bytes > MAX_TRANSFER_BYTES) {
      received.refuse(StatusCode.INVALID_FIELD);
    } else if (sgl.length() != bytes) {
      received.refuse(StatusCode.SGL_LENGTH_INVALID);
    } else if (sgl.isTransport()) {
      if (received.opcode() == Opcode.Nvm.WRITE.code()) {
        frontEnd.fetch(received, (int) bytes, ready -> submit(controller, ready, namespace));
      } else {
        backEnd.submit(controller, received, namespace);
      }
    } else if (sgl.isInCapsule() && received.opcode() == Opcode.Nvm.WRITE.code()) {
      submit(controller, received, namespace);
    } else {
      received.refuse(StatusCode.SGL_TYPE_INVALID);
    }
  }

  private void submit(TargetController controller, ReceivedCommand received, Namespace namespace) {
    if (received.isDamaged()) {
      received.refuse(Status.of(StatusCode.TRANSIENT_TRANSPORT_ERROR));
    } else {
      backEnd.submit(controller, received, namespace);
    }
  }
}
