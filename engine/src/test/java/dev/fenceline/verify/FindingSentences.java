package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Sentences;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the checks find in a timeline when they look at it again: all of them in a run, and in a
 * recording the one that looks for late writes.
 */
public final class FindingSentences {
  private FindingSentences() {}

  /** Every finding with its rule, without its numbers and names. */
  public static Set<String> of(Timeline timeline) {
    List<Finding> found = new ArrayList<>();
    if (timeline.events().stream().anyMatch(it -> it.detail() instanceof RunEvent.Reached)) {
      found.addAll(IntegrityCheck.check(timeline).findings());
      found.addAll(Invariants.check(timeline, Set.of()));
    }
    boolean mediaIsSeen =
        timeline.events().stream()
            .map(Event::detail)
            .anyMatch(
                it -> it instanceof CommandEvent.Executing || it instanceof CommandEvent.Executed);
    LateWriteCheck late = mediaIsSeen ? new LateWriteCheck() : LateWriteCheck.ofAnswers();
    timeline.events().stream().map(late::check).flatMap(Optional::stream).forEach(found::add);
    Set<String> said = new LinkedHashSet<>();
    found.forEach(it -> said.add("finding: " + it.rule() + ": " + Sentences.template(it.text())));
    return said;
  }
}
