package dev.fenceline.exchange.kernellog.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Groups the lines of a log by host. Names with and without the domain denote the same host. A host
 * that has not set its name yet is called {@code localhost}.
 */
public final class HostLogs {
  private static final Pattern ADDRESS = Pattern.compile("[\\d.]+");

  private static final String UNNAMED = "localhost";

  /**
   * The largest number of hosts. If there are more different words before messages, they are not
   * host names.
   */
  private static final int HOSTS_MAX = 64;

  private HostLogs() {}

  /**
   * Returns the lines by host, in order of first appearance, or under the empty name if there is
   * only one host.
   */
  public static Map<String, List<LogItem>> of(List<LogItem> items) {
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

  /** Returns the name without the domain. An address is kept whole. */
  private static String name(String host) {
    int dot = host.indexOf('.');
    boolean isAddress = ADDRESS.matcher(host).matches();
    return dot < 0 || isAddress ? host : host.substring(0, dot);
  }
}
