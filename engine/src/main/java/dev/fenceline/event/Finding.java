package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.EVENT;
import static dev.fenceline.event.Meaning.OPERATION;
import static dev.fenceline.event.Meaning.RULE;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Rule;
import java.util.List;

@Kind(name = "finding", text = "A check of the run has found something.")
public record Finding(
    @Field(value = CHOICE, text = "how bad it is") Severity severity,
    @Field(
            value = RULE,
            text =
                "the check or rule: `lost-update`, `stale-read`, `torn`, `misdirected`, `phantom`,"
                    + " `no-bound`, an invariant such as `H1`, or `expectation`")
        Rule rule,
    @Field(value = TEXT, text = "one sentence with numbers, for readers") String text,
    @Field(value = EVENT, text = "the events that prove it") List<Long> events,
    @Field(value = OPERATION, text = "the logical operations that the text names, at most four")
        List<Long> operations)
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
