package dev.fenceline.report;

import dev.fenceline.remote.FenceTime;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.Conditions.Comparison;
import dev.fenceline.scenario.setting.Conditions.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a row's expectations that the host can see at an existing target. What only the
 * target knows is left out. What depends on the target's settings (T, CQT, CCRL, KATO as applied,
 * controller IDs) is adapted to this target.
 */
final class HostVisibleExpectations {
  /** Fields in which a real target may differ without harm: the numbers that it assigns. */
  private static final Set<String> OF_THE_TARGET = Set.of("icid", "entries", "acid");

  private static final String CNTLID = "cntlid";

  /** Events that the host may receive once for several resets that end together. */
  private static final Set<String> COALESCED = Set.of("log-read", "aen-received");

  private static final String ALL_OF_T = "timeoutMillis";
  private static final String REST_OF_T = "remainingMillis";
  private static final String HOLD = "hold";
  private static final String CCR = "ccr";

  private final Scenario scenario;
  private final TargetSettings found;
  private final boolean slowed;
  private final long wantedT;
  private final long foundT;
  private final long foundKato;
  private final List<String> leftOut = new ArrayList<>();

  private HostVisibleExpectations(Scenario scenario, TargetSettings found, boolean slowed) {
    this.scenario = scenario;
    this.found = found;
    this.slowed = slowed;
    this.wantedT = FenceTime.of(scenario.host(), scenario.target()).millis();
    FenceTime here = FenceTime.of(scenario.host(), found);
    this.foundT = here.millis();
    this.foundKato = here.katoMillis();
  }

  /**
   * The expectations of a row at a target, and what was left out of them.
   *
   * @param expectations the expectations that the host can check
   * @param leftOut the ones that were left out, by the event or the words that they name
   */
  record Result(List<Expectation> expectations, List<String> leftOut) {}

  /**
   * Returns the row's expectations; {@code slowed} says whether the target's media are slowed in
   * it.
   */
  static Result of(Scenario scenario, TargetSettings found, boolean slowed) {
    HostVisibleExpectations seen = new HostVisibleExpectations(scenario, found, slowed);
    List<Expectation> expectations =
        scenario.expectations().stream().map(seen::seen).flatMap(Optional::stream).toList();
    return new Result(expectations, seen.leftOut.stream().distinct().toList());
  }

  private Optional<Expectation> seen(Expectation expectation) {
    Optional<Expectation> seen =
        switch (expectation) {
          case Expectation.DataIs data -> data.isIntact() ? Optional.of(data) : Optional.empty();
          case Expectation.SlowWrites _ -> Optional.empty();
          case Expectation.FencedBy it -> Optional.of(it);
          case Expectation.Reconnected it -> Optional.of(it);
          case Expectation.DetectedBetween it ->
              found.trafficBasedKeepAlive() == scenario.target().trafficBasedKeepAlive()
                  ? Optional.of(it)
                  : Optional.empty();
          case Expectation.FencedWithin it -> Optional.of(fencedWithin(it));
          case Expectation.Sequence it -> sequence(it);
          case Expectation.Count it -> TargetOnlyEvents.is(it.of()) ? Optional.empty() : count(it);
          case Expectation.Fields it ->
              TargetOnlyEvents.is(it.of()) ? Optional.empty() : fields(it);
          case Expectation.Compared it ->
              TargetOnlyEvents.is(it.of()) || TargetOnlyEvents.is(it.to())
                  ? Optional.empty()
                  : Optional.of(it);
          case Expectation.Duration it ->
              TargetOnlyEvents.is(it.between()) || TargetOnlyEvents.is(it.and())
                  ? Optional.empty()
                  : Optional.of(duration(it));
        };
    if (seen.isEmpty()) {
      leftOut.add(ExpectationText.of(expectation));
    }
    return seen;
  }

  /**
   * Returns the same expectation with the times of this target. A target that drains takes as long
   * as its media; a host that waits takes T.
   */
  private Expectation fencedWithin(Expectation.FencedWithin it) {
    String by =
        scenario.expectations().stream()
            .filter(Expectation.FencedBy.class::isInstance)
            .map(Expectation.FencedBy.class::cast)
            .filter(fenced -> fenced.controller().equals(it.controller()))
            .map(Expectation.FencedBy::by)
            .findFirst()
            .orElse(CCR);
    return switch (by) {
      case HOLD -> {
        long shift = foundT - wantedT;
        yield new Expectation.FencedWithin(
            it.controller(), Math.max(0, it.fromMillis() + shift), it.toMillis() + shift);
      }
      case CCR ->
          new Expectation.FencedWithin(it.controller(), 0, Math.max(found.cqtMillis(), foundKato));
      default -> it;
    };
  }

  private Optional<Expectation> sequence(Expectation.Sequence sequence) {
    List<EventPattern> outside =
        sequence.of().stream()
            .filter(pattern -> !TargetOnlyEvents.is(pattern))
            .map(this::pattern)
            .toList();
    if (outside.size() < sequence.of().size() && !outside.isEmpty()) {
      sequence.of().stream()
          .filter(TargetOnlyEvents::is)
          .forEach(pattern -> leftOut.add("that " + pattern.event() + " comes in its order"));
    }
    return outside.isEmpty() ? Optional.empty() : Optional.of(new Expectation.Sequence(outside));
  }

  private Optional<Expectation> count(Expectation.Count count) {
    EventPattern pattern = pattern(count.of());
    @Nullable Integer exactly = count.exactly();
    boolean wider =
        pattern.with().all().size() < count.of().with().all().size()
            || COALESCED.contains(pattern.event());
    if (exactly == null || exactly == 0 || !wider) {
      return Optional.of(new Expectation.Count(pattern, exactly, count.atLeast(), count.atMost()));
    }
    int atLeast = COALESCED.contains(pattern.event()) ? 1 : exactly;
    return Optional.of(new Expectation.Count(pattern, null, atLeast, null));
  }

  private Optional<Expectation> fields(Expectation.Fields fields) {
    Conditions are = conditions(fields.of().event(), fields.are());
    return are.all().isEmpty()
        ? Optional.empty()
        : Optional.of(new Expectation.Fields(pattern(fields.of()), are));
  }

  private Expectation duration(Expectation.Duration it) {
    long shift = wantedT > 0 && it.fromMillis() == wantedT ? foundT - wantedT : 0;
    return new Expectation.Duration(
        pattern(it.between()), pattern(it.and()), it.fromMillis() + shift, it.toMillis() + shift);
  }

  private EventPattern pattern(EventPattern pattern) {
    return new EventPattern(
        pattern.event(),
        pattern.lane(),
        conditions(pattern.event(), pattern.with()),
        pattern.nth());
  }

  private Conditions conditions(String event, Conditions conditions) {
    return new Conditions(
        conditions.all().stream()
            .filter(condition -> !isOfTheTarget(event, condition))
            .map(this::here)
            .toList());
  }

  private boolean isOfTheTarget(String event, Condition condition) {
    String field = condition.field();
    boolean soon = !slowed && event.equals("ccr-answered") && field.equals("immediate");
    boolean number = condition.number().isPresent() && condition.comparison() == Comparison.EQUAL;
    return soon || (number && (field.endsWith(CNTLID) || OF_THE_TARGET.contains(field)));
  }

  /** Returns the same condition with the values of this target. */
  private Condition here(Condition condition) {
    long value = condition.number().orElse(0);
    if (condition.field().equals(REST_OF_T) && value == wantedT) {
      // time has passed since detection
      return new Condition(REST_OF_T, Comparison.AT_MOST, Long.toString(foundT));
    }
    if (condition.field().equals(ALL_OF_T) && value == wantedT) {
      return with(condition, foundT);
    }
    return switch (condition.field()) {
      case "cqtMillis" -> value > 0 ? with(condition, found.cqtMillis()) : condition;
      case "ccrLimit" -> value > 0 ? with(condition, found.ccrLimit()) : condition;
      case "katoMillis" -> value > 0 ? with(condition, foundKato) : condition;
      default -> condition;
    };
  }

  private static Condition with(Condition condition, long value) {
    return new Condition(condition.field(), condition.comparison(), Long.toString(value));
  }
}
