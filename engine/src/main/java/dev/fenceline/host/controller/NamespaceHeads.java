package dev.fenceline.host.controller;

import dev.fenceline.nvme.identify.NamespaceDescriptors;
import dev.fenceline.nvme.identify.NamespaceDescriptors.Descriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The namespaces of the subsystem by their identifiers (nvme_ns_head). A path whose namespace has
 * another identity is not a path to the same blocks: writes that fail over to it would destroy
 * other data. Loop thread only.
 */
public final class NamespaceHeads {
  private final Map<Integer, Set<Descriptor>> heads = new HashMap<>();

  /** Reports whether this namespace is the one that the first path reported under the same ID. */
  boolean isSame(int nsid, NamespaceDescriptors identity) {
    Set<Descriptor> found = identity.descriptors().stream().collect(Collectors.toSet());
    return heads.computeIfAbsent(nsid, _ -> found).equals(found);
  }
}
