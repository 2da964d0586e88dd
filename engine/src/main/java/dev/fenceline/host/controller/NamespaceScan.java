package dev.fenceline.host.controller;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Note;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.nvme.identify.NamespaceDescriptors;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Finds the namespaces of a controller: CNS 02h, and for each namespace 03h and 00h. */
public final class NamespaceScan {
  private final HostController controller;
  private final AdminRequests admin;
  private final NamespaceHeads heads;

  public NamespaceScan(HostController controller, AdminRequests admin, NamespaceHeads heads) {
    this.controller = controller;
    this.admin = admin;
    this.heads = heads;
  }

  /** Reads the namespaces again. Keeps the known ones if that fails. */
  public void scan() {
    SortedMap<Integer, IdentifyNamespace> found = new TreeMap<>();
    AdminRequests.whenDone(
        controller,
        admin.identifyNamespaceList().thenCompose(list -> read(list.nsids(), found)),
        (_, failure) -> {
          if (failure == null) {
            controller.scanned(found);
          } else if (controller.isLive()) {
            controller.record(
                Cause.NONE, new Note("namespace scan failed: " + failure.getMessage()));
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
        .exceptionally(_ -> new NamespaceDescriptors(List.of()))
        .thenCompose(identity ->
            admin
                .identifyNamespace(nsid)
                .thenAccept(namespace -> found(nsid, identity, namespace, found)));
  }

  private void found(
      int nsid,
      NamespaceDescriptors identity,
      IdentifyNamespace namespace,
      SortedMap<Integer, IdentifyNamespace> found) {
    if (namespace.capacity() == 0) {
      return;
    }
    if (heads.isSame(nsid, identity)) {
      found.put(nsid, namespace);
    } else {
      // Linux prints this message in nvme_init_ns_head.
      controller.record(Cause.NONE, new Note("IDs don't match for shared namespace " + nsid));
    }
  }
}
