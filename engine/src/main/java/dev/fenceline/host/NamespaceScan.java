package dev.fenceline.host;

import dev.fenceline.event.Note;
import dev.fenceline.nvme.AnaLog;
import dev.fenceline.nvme.IdentifyController;
import dev.fenceline.nvme.IdentifyNamespace;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the namespaces of a controller and how well they can be reached there: CNS 02h, and for
 * each namespace 03h and 00h; the ANA log.
 */
final class NamespaceScan {
  private static final int ANA_REPORTED = 1 << 3;

  /** Larger ANA logs are read in part. */
  private static final long ANA_LOG_LIMIT = 1 << 20;

  private final HostController controller;
  private final AdminCommands admin;

  NamespaceScan(HostController controller, AdminCommands admin) {
    this.controller = controller;
    this.admin = admin;
  }

  /** Reads the namespaces anew; those known so far stay if that fails. */
  void scan() {
    SortedMap<Integer, IdentifyNamespace> found = new TreeMap<>();
    AdminCommands.whenDone(
        controller,
        admin.identifyNamespaceList().thenCompose(list -> read(list.nsids(), found)),
        (_, failure) -> {
          if (failure == null) {
            controller.scanned(found);
          } else if (controller.isLive()) {
            controller.record(0, new Note("namespace scan failed: " + failure.getMessage()));
          }
        });
  }

  private CompletableFuture<Void> read(
      List<Integer> nsids, SortedMap<Integer, IdentifyNamespace> found) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (int nsid : nsids) {
      all = all.thenCompose(_ -> read(nsid, found));
    }
    return all;
  }

  private CompletableFuture<Void> read(int nsid, SortedMap<Integer, IdentifyNamespace> found) {
    return admin
        .identifyNamespaceDescriptors(nsid)
        .handle((_, _) -> true)
        .thenCompose(_ -> admin.identifyNamespace(nsid))
        .thenAccept(namespace -> {
          if (namespace.capacity() > 0) {
            found.put(nsid, namespace);
          }
        });
  }

  /** Reads the ANA log of a controller that reports ANA and takes its states over. */
  CompletableFuture<?> readAna() {
    IdentifyController identified = controller.identity().controller();
    if ((identified.get(IdentifyController.CMIC) & ANA_REPORTED) == 0) {
      return CompletableFuture.completedFuture(null);
    }
    long bytes =
        AnaLog.HEADER_SIZE
            + identified.get(IdentifyController.NANAGRPID) * AnaLog.Group.HEADER_SIZE
            + identified.get(IdentifyController.NN) * Integer.BYTES;
    return admin
        .anaLog((int) Math.min(bytes, ANA_LOG_LIMIT))
        .thenAccept(log ->
            log.groups().forEach(group -> controller.anaState(group.id(), group.state(), 0)));
  }
}
