package dev.fenceline.subsystem;

import dev.fenceline.nvme.BitField;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.FeatureId;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.TargetSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.UUID;

/** Set Features and Get Features (reference 4.5). */
final class FeatureCommands {
  private static final BitField SELECT = BitField.bits("SEL", 40, 8, 3);
  private static final int WRITE_CACHE_ON = 1;
  private static final int HOST_ID_128 = 1;

  private final TargetSettings settings;

  FeatureCommands(TargetSettings settings) {
    this.settings = settings;
  }

  void set(TargetController controller, ReceivedCommand received) {
    Command command = received.command();
    if (command.saves()) {
      received.refuse(StatusCode.INVALID_FIELD);
      return;
    }
    switch (FeatureId.of(command.fid()).orElse(null)) {
      case NUMBER_OF_QUEUES -> setQueues(controller, received);
      case ASYNC_EVENT_CONFIGURATION -> {
        if (controller.asyncEvents().enable(command.cdw11())) {
          received.answer(Integer.toUnsignedLong(command.cdw11()), received.arrival());
        } else {
          received.refuse(StatusCode.INVALID_FIELD);
        }
      }
      case KEEP_ALIVE_TIMER -> {
        controller.setKato(Integer.toUnsignedLong(command.cdw11()), received.arrival());
        received.answer(0, received.arrival());
      }
      case HOST_IDENTIFIER -> received.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
      case VOLATILE_WRITE_CACHE -> received.answer(0, received.arrival());
      case RESERVATION_NOTIFICATION_MASK, WRITE_PROTECTION ->
          received.refuse(StatusCode.INVALID_FIELD);
      case null -> received.refuse(StatusCode.INVALID_FIELD);
    }
  }

  private void setQueues(TargetController controller, ReceivedCommand received) {
    boolean valid = FeatureId.QueueCount.of(received.command().cdw11()).isPresent();
    if (valid && !controller.isDiscovery()) {
      received.answer(grantedQueues(), received.arrival());
    } else {
      received.refuse(StatusCode.INVALID_FIELD);
    }
  }

  /** Returns the number of all queues, regardless of the request, as nvmet does. */
  private int grantedQueues() {
    return new FeatureId.QueueCount(settings.maxIoQueues(), settings.maxIoQueues()).toDword();
  }

  void get(TargetController controller, ReceivedCommand received) {
    Command command = received.command();
    if (command.get(SELECT) != 0) {
      received.refuse(StatusCode.INVALID_FIELD);
      return;
    }
    switch (FeatureId.of(command.fid()).orElse(null)) {
      case NUMBER_OF_QUEUES -> received.answer(grantedQueues(), received.arrival());
      case ASYNC_EVENT_CONFIGURATION ->
          received.answer(
              Integer.toUnsignedLong(controller.asyncEvents().enabled()), received.arrival());
      case KEEP_ALIVE_TIMER -> received.answer(controller.katoMillis(), received.arrival());
      case VOLATILE_WRITE_CACHE -> received.answer(WRITE_CACHE_ON, received.arrival());
      case HOST_IDENTIFIER -> getHostIdentifier(controller, received);
      case RESERVATION_NOTIFICATION_MASK, WRITE_PROTECTION ->
          received.refuse(StatusCode.INVALID_FIELD);
      case null -> received.refuse(StatusCode.INVALID_FIELD);
    }
  }

  private static void getHostIdentifier(TargetController controller, ReceivedCommand received) {
    int size = 2 * Long.BYTES;
    if ((received.command().cdw11() & HOST_ID_128) == 0
        || !received.command().sgl().isTransport()
        || received.command().sgl().length() != size) {
      received.refuse(StatusCode.INVALID_FIELD);
      return;
    }
    UUID id = controller.association().hostId();
    ByteBuf bytes = Unpooled.buffer(size, size);
    bytes.writeLong(id.getMostSignificantBits()).writeLong(id.getLeastSignificantBits());
    received.answerData(bytes, received.arrival());
  }
}
