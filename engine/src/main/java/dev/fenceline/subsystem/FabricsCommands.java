package dev.fenceline.subsystem;

import dev.fenceline.nvme.CommandFields;
import dev.fenceline.nvme.ConnectData;
import dev.fenceline.nvme.ConnectRequest;
import dev.fenceline.nvme.MalformedException;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Vs;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.PropertyRequest;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.TargetSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connect, Property Get, Property Set and Disconnect (reference, section 3). */
final class FabricsCommands {
  private final Subsystem subsystem;
  private final DiscoverySubsystem discovery;
  private final TargetSettings settings;

  FabricsCommands(Subsystem subsystem, DiscoverySubsystem discovery, TargetSettings settings) {
    this.subsystem = subsystem;
    this.discovery = discovery;
    this.settings = settings;
  }

  void execute(CommandConnection frontEnd, ReceivedCommand received) {
    @Nullable TargetController controller = frontEnd.controller();
    int type = received.command().fctype();
    if (type == Opcode.Fabrics.CONNECT.code()) {
      connect(frontEnd, received);
    } else if (controller == null) {
      received.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
    } else if (type == Opcode.Fabrics.DISCONNECT.code()) {
      frontEnd.disconnect(received);
    } else if (received.qid() != 0) {
      received.refuse(StatusCode.INVALID_OPCODE);
    } else if (type == Opcode.Fabrics.PROPERTY_GET.code()) {
      propertyGet(controller, received);
    } else if (type == Opcode.Fabrics.PROPERTY_SET.code()) {
      propertySet(controller, received);
    } else {
      received.refuse(StatusCode.INVALID_OPCODE);
    }
  }

  private void connect(CommandConnection frontEnd, ReceivedCommand received) {
    ConnectRequest request = ConnectRequest.of(received.command());
    if (frontEnd.controller() != null) {
      received.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
    } else if (request.recfmt() != 0) {
      received.refuse(StatusCode.CONNECT_FORMAT);
    } else if (received.data().readableBytes() < ConnectData.SIZE) {
      received.refuse(StatusCode.SGL_LENGTH_INVALID);
    } else if (request.sqsize() < 1 || request.sqsize() >= settings.maxQueueEntries()) {
      invalid(received, CommandFields.SQSIZE.offset(), false);
    } else {
      connect(frontEnd, received, request);
    }
  }

  private void connect(
      CommandConnection frontEnd, ReceivedCommand received, ConnectRequest request) {
    ConnectData data;
    try {
      data = ConnectData.read(received.data().duplicate());
    } catch (MalformedException malformed) {
      invalid(received, malformed.offset(), true);
      return;
    }
    boolean toDiscovery = data.subsystem().equals(discovery.nqn());
    if (!toDiscovery && !data.subsystem().equals(subsystem.nqn())) {
      invalid(received, ConnectData.SUBNQN_OFFSET, true);
    } else if (request.qid() == 0) {
      connectAdmin(frontEnd, received, request, data, toDiscovery);
    } else if (toDiscovery || request.qid() > settings.maxIoQueues()) {
      invalid(received, CommandFields.QID.offset(), false);
    } else {
      connectIo(frontEnd, received, request, data);
    }
  }

  private void connectAdmin(
      CommandConnection frontEnd,
      ReceivedCommand received,
      ConnectRequest request,
      ConnectData data,
      boolean toDiscovery) {
    if (data.cntlid() != ConnectData.DYNAMIC) {
      invalid(received, ConnectData.CNTLID.offset(), true);
      return;
    }
    Association host =
        new Association(frontEnd.port(), data.host(), data.hostId(), request.katoMillis());
    Optional<TargetController> made =
        toDiscovery
            ? discovery.create(host, received.arrival())
            : subsystem.create(host, received.arrival());
    made.ifPresentOrElse(
        controller -> connected(frontEnd, received, request, controller),
        () -> received.refuse(Status.of(StatusCode.CONNECT_CONTROLLER_BUSY)));
  }

  private void connectIo(
      CommandConnection frontEnd,
      ReceivedCommand received,
      ConnectRequest request,
      ConnectData data) {
    @Nullable TargetController controller = subsystem.find(data.cntlid()).orElse(null);
    if (controller == null || controller.isNoticed()) {
      // without DNR: the host may retry with a new controller
      received.refuse(
          Status.of(StatusCode.CONNECT_INVALID_PARAMETER),
          ConnectRequest.invalidParameter(ConnectData.CNTLID.offset(), true));
    } else if (!controller.association().host().equals(data.host())) {
      invalid(received, ConnectData.HOSTNQN_OFFSET, true);
    } else if (!controller.association().hostId().equals(data.hostId())) {
      invalid(received, 0, true);
    } else if (!controller.isOpenForIo()) {
      received.refuse(StatusCode.COMMAND_SEQUENCE_ERROR);
    } else if (controller.queue(request.qid()).isPresent()) {
      received.refuse(StatusCode.CONNECT_CONTROLLER_BUSY);
    } else {
      connected(frontEnd, received, request, controller);
    }
  }

  private static void connected(
      CommandConnection frontEnd,
      ReceivedCommand received,
      ConnectRequest request,
      TargetController controller) {
    frontEnd.connect(controller, request, received.arrival());
    received.answer(controller.cntlid(), received.arrival());
  }

  private static void invalid(ReceivedCommand received, int offset, boolean inData) {
    received.refuse(
        Status.doNotRetry(StatusCode.CONNECT_INVALID_PARAMETER),
        ConnectRequest.invalidParameter(offset, inData));
  }

  private static void propertyGet(TargetController controller, ReceivedCommand received) {
    PropertyRequest request = PropertyRequest.of(received.command());
    if (request.matches(Property.CAP)) {
      received.answer(controller.cap().value(), received.arrival());
    } else if (request.matches(Property.VS)) {
      received.answer(Vs.V2_1.value(), received.arrival());
    } else if (request.matches(Property.CC)) {
      received.answer(controller.cc().value(), received.arrival());
    } else if (request.matches(Property.CSTS)) {
      received.answer(controller.csts().value(), received.arrival());
    } else {
      // Without DNR: show-regs of nvme-cli 2.3 continues with the next property only if the whole
      // status is 002h; otherwise it stops.
      received.refuse(Status.of(StatusCode.INVALID_FIELD));
    }
  }

  private static void propertySet(TargetController controller, ReceivedCommand received) {
    PropertyRequest request = PropertyRequest.of(received.command());
    if (request.matches(Property.CC)) {
      received.refuse(controller.configure(new Cc((int) request.value()), received.arrival()));
    } else {
      received.refuse(StatusCode.INVALID_FIELD);
    }
  }
}
