package dev.fenceline.event;

import java.util.List;

/**
 * Something that a check found in the run.
 *
 * @param severity how bad it is
 * @param rule which check: {@code lost-update}, {@code stale-read}, {@code torn}, {@code
 *     misdirected}, {@code phantom}, an invariant such as {@code H1}, an expectation
 * @param text one sentence with numbers for a person
 * @param events sequence numbers of the events that prove it
 * @param operations the logical operations that it names, at most four
 */
@Kind("finding")
public record Finding(
    Severity severity, String rule, String text, List<Long> events, List<Long> operations)
    implements Detail {
  /** How bad a finding is. */
  public enum Severity {
    /** Worth knowing. */
    INFO,
    /** The run is not protected here, but no harm was seen. */
    WARNING,
    /** An expectation was missed or an invariant broken. */
    BREACH,
    /** Data was corrupted. */
    CORRUPTION
  }

  public Finding {
    events = List.copyOf(events);
    operations = List.copyOf(operations);
  }
}
