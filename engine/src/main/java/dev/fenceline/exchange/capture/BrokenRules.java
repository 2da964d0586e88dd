package dev.fenceline.exchange.capture;

import dev.fenceline.nvme.tcp.PduRule;
import dev.fenceline.timeline.Text;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the rules that recorded PDUs of a capture break, and keeps the time of the first breach.
 */
final class BrokenRules {
  /** The breaches of one rule. Each PDU counts once. */
  private record Breaches(long count, long firstNanos) {
    Breaches plus(Breaches more) {
      return new Breaches(count + more.count, Math.min(firstNanos, more.firstNanos));
    }
  }

  private final Map<PduRule, Breaches> all = new EnumMap<>(PduRule.class);

  /** Notes that a PDU breaks a rule at a time of the session. */
  void add(PduRule rule, long nanos) {
    all.merge(rule, new Breaches(1, nanos), Breaches::plus);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Describes all breaches in a sentence. */
  String warning() {
    return "PDUs break rules of NVMe/TCP and are shown nevertheless: "
        + all.entrySet().stream()
            .map(entry -> words(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static String words(PduRule rule, Breaches breaches) {
    return "%s (%s, %s at %s)"
        .formatted(
            rule.broken(),
            Text.number(breaches.count),
            breaches.count == 1 ? "which came" : "the first",
            Text.moment(breaches.firstNanos));
  }
}
