package dev.fenceline.subsystem;

import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Properties.Vs;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.IdentifyNvmController;
import dev.fenceline.nvme.identify.IdentifyNvmNamespace;
import dev.fenceline.nvme.identify.IdentifyRequest;
import dev.fenceline.nvme.identify.NamespaceList;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.subsystem.media.Namespace;
import java.util.Optional;
import java.util.function.Function;

/** The structures that Identify returns (reference 4.1). */
final class IdentifyPages {
  static final String FIRMWARE = "1";
  private static final int CNS_NAMESPACE_LIST_OF_SET = 0x07;
  private static final int LAST_NSID = 0xFFFF_FFFD;

  /** CMIC: several ports, several controllers, ANA. */
  private static final int CMIC = 0x0B;

  /** LPA: effects log and offsets. */
  private static final int LPA = 0x06;

  private static final int ANA_TRANSITION_SECONDS = 10;

  /** ANACAP: every ANA state can be reported. */
  private static final int ANACAP = 0x1F;

  private static final int ENTRY_SIZES_SQ = 0x66;
  private static final int ENTRY_SIZES_CQ = 0x44;

  /** SGLS: byte-aligned data; an offset describes in-capsule data. */
  private static final int SGLS = 1 | 1 << 20;

  private final Subsystem subsystem;
  private final TargetSettings settings;

  IdentifyPages(Subsystem subsystem, TargetSettings settings) {
    this.subsystem = subsystem;
    this.settings = settings;
  }

  /** Returns the requested structure. */
  PageResponse page(TargetController controller, IdentifyRequest request) {
    if (request.cns() == IdentifyRequest.CNS_CONTROLLER) {
      return PageResponse.of(controller(controller)::write);
    }
    if (controller.isDiscovery() || (hasCommandSet(request.cns()) && request.csi() != 0)) {
      return PageResponse.refused(StatusCode.INVALID_FIELD);
    }
    return switch (request.cns()) {
      case IdentifyRequest.CNS_NAMESPACE -> namespace(request.nsid());
      case IdentifyRequest.CNS_NAMESPACE_LIST, CNS_NAMESPACE_LIST_OF_SET -> list(request.nsid());
      case IdentifyRequest.CNS_NAMESPACE_DESCRIPTORS ->
          ofNamespace(request.nsid(), found -> PageResponse.of(found.descriptors()::write));
      case IdentifyRequest.CNS_NVM_NAMESPACE ->
          ofNamespace(request.nsid(), _ -> PageResponse.of(new IdentifyNvmNamespace(0, 0)::write));
      case IdentifyRequest.CNS_NVM_CONTROLLER -> PageResponse.of(IdentifyNvmController.NONE::write);
      case IdentifyRequest.CNS_NAMESPACE_INDEPENDENT ->
          ofNamespace(request.nsid(), found -> PageResponse.of(found.identifyIndependent()::write));
      default -> PageResponse.refused(StatusCode.INVALID_FIELD);
    };
  }

  private static boolean hasCommandSet(int cns) {
    return cns == IdentifyRequest.CNS_NVM_NAMESPACE
        || cns == IdentifyRequest.CNS_NVM_CONTROLLER
        || cns == CNS_NAMESPACE_LIST_OF_SET;
  }

  /**
   * Returns the structure of a namespace. An unused NSID up to NN is inactive: all bytes are zero.
   */
  private PageResponse namespace(int nsid) {
    Optional<Namespace> found = subsystem.namespace(nsid);
    if (found.isPresent()) {
      return PageResponse.of(found.get().identify()::write);
    }
    boolean inactive = nsid != 0 && Integer.compareUnsigned(nsid, subsystem.largestNsid()) <= 0;
    return inactive
        ? PageResponse.of(IdentifyNamespace.inactive()::write)
        : PageResponse.refused(StatusCode.INVALID_NAMESPACE);
  }

  private PageResponse list(int after) {
    return Integer.compareUnsigned(after, LAST_NSID) > 0
        ? PageResponse.refused(StatusCode.INVALID_NAMESPACE)
        : PageResponse.of(NamespaceList.after(after, subsystem.nsids())::write);
  }

  private PageResponse ofNamespace(int nsid, Function<Namespace, PageResponse> page) {
    return subsystem
        .namespace(nsid)
        .map(page)
        .orElseGet(() -> PageResponse.refused(StatusCode.INVALID_NAMESPACE));
  }

  private IdentifyController controller(TargetController controller) {
    return controller.isDiscovery() ? discoveryController(controller) : ioController(controller);
  }

  private IdentifyController ioController(TargetController controller) {
    return common(controller, subsystem.nqn())
        .instance(controller.instance())
        .set(IdentifyController.CNTRLTYPE, IdentifyController.TYPE_IO)
        .set(IdentifyController.CMIC, CMIC)
        .set(IdentifyController.MDTS, IoCommands.MDTS)
        .set(IdentifyController.TBKAS, settings.trafficBasedKeepAlive())
        .set(IdentifyController.ANATT, ANA_TRANSITION_SECONDS)
        .set(IdentifyController.ANACAP, ANACAP)
        .set(IdentifyController.ANAGRPMAX, Namespace.ANA_GROUP)
        .set(IdentifyController.NANAGRPID, 1)
        .set(IdentifyController.CQT, settings.cqtMillis())
        .set(IdentifyController.CCRL, settings.ccrLimit())
        .set(IdentifyController.SQES, ENTRY_SIZES_SQ)
        .set(IdentifyController.CQES, ENTRY_SIZES_CQ)
        .set(IdentifyController.NN, subsystem.largestNsid())
        .set(IdentifyController.MNAN, subsystem.largestNsid())
        .set(IdentifyController.VWC, 1)
        .inCapsuleBytes(settings.inCapsuleBytes())
        .set(IdentifyController.IORCSZ, 1)
        .build();
  }

  private IdentifyController discoveryController(TargetController controller) {
    return common(controller, Nqn.DISCOVERY)
        .set(IdentifyController.CNTLID, controller.cntlid())
        .set(IdentifyController.CNTRLTYPE, IdentifyController.TYPE_DISCOVERY)
        .build();
  }

  private IdentifyController.Builder common(TargetController controller, Nqn nqn) {
    return IdentifyController.builder()
        .serial(settings.serial())
        .model(settings.model())
        .firmware(FIRMWARE)
        .subsystem(nqn)
        .set(IdentifyController.VER, Vs.V2_1.value())
        .set(IdentifyController.OAES, controller.asyncEvents().supported())
        .set(IdentifyController.HOST_ID_128, true)
        .set(IdentifyController.ACL, AsyncEventQueue.LIMIT)
        .set(IdentifyController.AERL, AsyncEventQueue.LIMIT)
        .set(IdentifyController.LPA, LPA)
        .set(IdentifyController.KAS, settings.keepAliveGranularity())
        .set(IdentifyController.MAXCMD, settings.maxQueueEntries())
        .set(IdentifyController.SGLS, SGLS)
        .set(IdentifyController.MSDBD, 1)
        .set(IdentifyController.OFCS, 1);
  }
}
