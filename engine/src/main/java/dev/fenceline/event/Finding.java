package dev.fenceline.event;

import java.util.List;

/**
 * A result of a check of the run.
 *
 * @param severity how bad it is
 * @param rule the check or rule: {@code lost-update}, {@code stale-read}, {@code torn}, {@code
 *     misdirected}, {@code phantom}, an invariant such as {@code H1}, or an expectation
 * @param text one sentence with numbers, for readers
 * @param events sequence numbers of the events that prove it
 * @param operations the logical operations that the text names, at most four
 */
@Kind("finding")
public record Finding(
    Severity severity, String rule, String text, List<Long> events, List<Long> operations)
    implements Detail {
  /** How bad a finding is. */
  public enum Severity {
    /** Worth knowing. */
    INFO,
    /** The data was not protected here, but no corruption was seen. */
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
