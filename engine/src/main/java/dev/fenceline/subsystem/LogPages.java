package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.AnaLog;
import dev.fenceline.nvme.log.ChangedNamespaces;
import dev.fenceline.nvme.log.EffectsLog;
import dev.fenceline.nvme.log.LogPageRequest;
import dev.fenceline.nvme.log.SupportedLogPages;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The log pages that Get Log Page returns (reference 4.4). A read with RAE 0 re-arms the event of
 * its page.
 */
final class LogPages {
  /** The pages of a discovery controller. */
  private static final Set<Integer> DISCOVERY_LIDS =
      Set.of(LogPageRequest.LID_SUPPORTED, LogPageRequest.LID_DISCOVERY);

  /** The pages that every I/O controller has. */
  private static final Set<Integer> IO_LIDS =
      Set.of(
          LogPageRequest.LID_SUPPORTED,
          LogPageRequest.LID_ERROR,
          LogPageRequest.LID_SMART,
          LogPageRequest.LID_FIRMWARE,
          LogPageRequest.LID_CHANGED_NAMESPACES,
          LogPageRequest.LID_EFFECTS,
          LogPageRequest.LID_ANA);

  private static final int ERROR_ENTRY_BYTES = 64;
  private static final int SMART_BYTES = 512;
  private static final int SMART_SPARE_OFFSET = 3;
  private static final int SMART_SPARE_PERCENT = 100;
  private static final int SMART_TEMPERATURE_OFFSET = 1;
  private static final int SMART_TEMPERATURE_KELVIN = 300;
  private static final int FIRMWARE_BYTES = 512;
  private static final int FIRMWARE_SLOT_1_OFFSET = 8;
  private static final int ALL_NAMESPACES = IoCommands.ALL_NAMESPACES;

  private final Subsystem subsystem;
  private final DiscoverySubsystem discovery;
  private final int ccrLimit;

  LogPages(Subsystem subsystem, DiscoverySubsystem discovery, int ccrLimit) {
    this.subsystem = subsystem;
    this.discovery = discovery;
    this.ccrLimit = ccrLimit;
  }

  /** Returns the whole page of a request; an offset beyond the page is refused. */
  PageResponse page(TargetController controller, LogPageRequest request, Cause cause) {
    if (!request.retainEvent()) {
      controller.asyncEvents().rearm(request.lid());
    }
    PageResponse page =
        controller.isDiscovery() ? discoveryPage(request) : ioPage(controller, request);
    if (page instanceof PageResponse.Content content
        && Long.compareUnsigned(request.offset(), content.bytes().readableBytes()) > 0) {
      content.bytes().release();
      return PageResponse.refused(StatusCode.INVALID_FIELD);
    }
    if (page instanceof PageResponse.Content && isRemovingCompleted(controller, request)) {
      int removed = controller.ccrEntries().removeReturned(request.offset(), request.numBytes());
      controller.entriesRemoved(removed, "read with RMC", cause);
    }
    return page;
  }

  private static boolean isRemovingCompleted(TargetController controller, LogPageRequest request) {
    return !controller.isDiscovery()
        && request.lid() == LogPageRequest.LID_CCR
        && (request.lsp() & LogPageRequest.LSP_CCR_REMOVE_COMPLETED) != 0;
  }

  private PageResponse discoveryPage(LogPageRequest request) {
    return switch (request.lid()) {
      case LogPageRequest.LID_SUPPORTED ->
          PageResponse.of(new SupportedLogPages(new TreeSet<>(DISCOVERY_LIDS))::write);
      case LogPageRequest.LID_DISCOVERY -> PageResponse.of(discovery.log()::write);
      default -> PageResponse.refused(StatusCode.INVALID_LOG_PAGE);
    };
  }

  private PageResponse ioPage(TargetController controller, LogPageRequest request) {
    return switch (request.lid()) {
      case LogPageRequest.LID_SUPPORTED -> ioSupported();
      case LogPageRequest.LID_ERROR -> PageResponse.zero(ERROR_ENTRY_BYTES);
      case LogPageRequest.LID_SMART -> smart();
      case LogPageRequest.LID_FIRMWARE -> firmware();
      case LogPageRequest.LID_CHANGED_NAMESPACES ->
          PageResponse.of(new ChangedNamespaces(List.of(), false)::write);
      case LogPageRequest.LID_EFFECTS ->
          request.csi() == 0
              ? PageResponse.of(effects()::write)
              : PageResponse.refused(StatusCode.INVALID_LOG_PAGE);
      case LogPageRequest.LID_ANA -> ana(controller, request);
      case LogPageRequest.LID_CCR -> ccr(controller, request);
      default -> PageResponse.refused(StatusCode.INVALID_LOG_PAGE);
    };
  }

  private PageResponse ioSupported() {
    SortedSet<Integer> lids = new TreeSet<>(IO_LIDS);
    if (ccrLimit > 0) {
      lids.add(LogPageRequest.LID_CCR);
    }
    return PageResponse.of(new SupportedLogPages(lids)::write);
  }

  private static PageResponse smart() {
    return PageResponse.of(bytes -> {
      bytes.writeZero(SMART_BYTES);
      bytes.setShortLE(SMART_TEMPERATURE_OFFSET, SMART_TEMPERATURE_KELVIN);
      bytes.setByte(SMART_SPARE_OFFSET, SMART_SPARE_PERCENT);
    });
  }

  private static PageResponse firmware() {
    return PageResponse.of(bytes -> {
      bytes.writeZero(FIRMWARE_BYTES);
      bytes.setByte(0, 1);
      ByteBuf slot = bytes.slice(FIRMWARE_SLOT_1_OFFSET, Long.BYTES);
      slot.setCharSequence(0, "%-8s".formatted(IdentifyPages.FIRMWARE), StandardCharsets.US_ASCII);
    });
  }

  private EffectsLog effects() {
    SortedMap<Integer, Integer> admin = new TreeMap<>();
    for (Opcode.Admin opcode : Opcode.Admin.values()) {
      if (opcode != Opcode.Admin.CROSS_CONTROLLER_RESET || ccrLimit > 0) {
        admin.put(opcode.code(), EffectsLog.SUPPORTED);
      }
    }
    SortedMap<Integer, Integer> io = new TreeMap<>();
    io.put(Opcode.Nvm.FLUSH.code(), EffectsLog.SUPPORTED);
    io.put(Opcode.Nvm.READ.code(), EffectsLog.SUPPORTED);
    io.put(Opcode.Nvm.WRITE.code(), EffectsLog.SUPPORTED | EffectsLog.CHANGES_BLOCKS);
    return new EffectsLog(admin, io);
  }

  /** Returns the ANA log with one group in the state of the controller's port. */
  private PageResponse ana(TargetController controller, LogPageRequest request) {
    AnaLog log = subsystem.anaStates().log(controller.association().port(), subsystem.nsids());
    boolean groupsOnly = (request.lsp() & LogPageRequest.LSP_ANA_GROUPS_ONLY) != 0;
    return PageResponse.of(groupsOnly ? log.groupsOnly()::write : log::write);
  }

  private PageResponse ccr(TargetController controller, LogPageRequest request) {
    if (ccrLimit == 0) {
      return PageResponse.refused(StatusCode.INVALID_LOG_PAGE);
    }
    return request.nsid() == 0 || request.nsid() == ALL_NAMESPACES
        ? PageResponse.of(controller.ccrEntries().log()::write)
        : PageResponse.refused(StatusCode.INVALID_FIELD);
  }
}
