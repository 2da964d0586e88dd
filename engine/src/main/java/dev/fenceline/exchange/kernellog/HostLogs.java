package dev.fenceline.exchange.kernellog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The lines of a log by the host whose they are. A host with and without its domain is one, and one
 * that has not read its name yet calls itself {@code localhost}.
 */
final class HostLogs {
  private static final String UNNAMED = "localhost";

  /** More different words before messages are no hosts. */
  private static final int HOSTS_MAX = 64;

  private HostLogs() {}

  /**
   * Returns the lines by host, in the order in which these come; by the empty name if it is only
   * one.
   */
  static Map<String, List<LogItem>> of(List<LogItem> items) {
    Set<String> names =
        items.stream()
            .map(item -> name(item.host()))
            .filter(name -> !name.isEmpty() && !name.equals(UNNAMED))
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.size() < 2 || names.size() > HOSTS_MAX) {
      return Map.of("", items);
    }
    Map<String, List<LogItem>> hosts = new LinkedHashMap<>();
    for (LogItem item : items) {
      hosts.computeIfAbsent(name(item.host()), _ -> new ArrayList<>()).add(item);
    }
    hosts.values().removeIf(lines -> lines.stream().noneMatch(LogLine.class::isInstance));
    return hosts.size() == 1 ? Map.of("", items) : hosts;
  }

  /** Returns the name without the domain; an address is kept whole. */
  private static String name(String host) {
    int dot = host.indexOf('.');
    boolean isAddress = host.matches("[\\d.]+");
    return dot < 0 || isAddress ? host : host.substring(0, dot);
  }
}
