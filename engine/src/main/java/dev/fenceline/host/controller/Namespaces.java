package dev.fenceline.host.controller;

import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of one controller and their ANA states, as the host has read them. Loop thread
 * only.
 */
public final class Namespaces {
  private final SortedMap<Integer, IdentifyNamespace> all = new TreeMap<>();
  private final Map<Integer, AnaState> groups = new TreeMap<>();
  private final Set<Integer> pending = new HashSet<>();

  /** Returns all namespaces by ID. */
  SortedMap<Integer, IdentifyNamespace> all() {
    return Collections.unmodifiableSortedMap(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  public @Nullable IdentifyNamespace find(int nsid) {
    return all.get(nsid);
  }

  void replace(SortedMap<Integer, IdentifyNamespace> found) {
    all.clear();
    all.putAll(found);
  }

  /** Applies the state of an ANA group, and reports whether it is a new state. */
  public boolean ana(int group, AnaState read) {
    return groups.put(group, read) != read;
  }

  /** Returns the ANA state of a namespace, or OPTIMIZED if the controller reports none. */
  public AnaState ana(int nsid) {
    IdentifyNamespace namespace = all.get(nsid);
    int group = namespace == null ? 0 : namespace.anaGroup();
    return groups.getOrDefault(group, AnaState.OPTIMIZED);
  }

  /** Reports whether one of the groups is in the ANA change state, which must not last. */
  public boolean isInTransition() {
    return groups.containsValue(AnaState.CHANGE);
  }

  /**
   * Notes that a response contradicts the known ANA state. The path is not used for this namespace
   * until the ANA log is read (NVME_NS_ANA_PENDING).
   */
  public void suspectAna(int nsid) {
    pending.add(nsid);
  }

  /** Reports whether the ANA log has to be read before the namespace is used here. */
  public boolean isAnaPending(int nsid) {
    return pending.contains(nsid);
  }

  /** Notes that the ANA log was read. Reports whether a namespace waited for that. */
  boolean anaRead() {
    boolean waited = !pending.isEmpty();
    pending.clear();
    return waited;
  }
}
