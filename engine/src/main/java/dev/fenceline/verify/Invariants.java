package dev.fenceline.verify;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Finding.Severity;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.CommandIdReuse;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Copies;
import dev.fenceline.verify.invariant.EndsOnce;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import dev.fenceline.verify.invariant.OneAnswer;
import dev.fenceline.verify.invariant.OneHostIdentity;
import dev.fenceline.verify.invariant.ReconnectDelay;
import dev.fenceline.verify.invariant.StopSparesIo;
import dev.fenceline.verify.invariant.StreamPrefix;
import dev.fenceline.verify.invariant.TimersEnd;
import dev.fenceline.verify.invariant.UniqueTriples;
import dev.fenceline.verify.invariant.WriteOnce;
import dev.fenceline.verify.invariant.fencing.AenRearm;
import dev.fenceline.verify.invariant.fencing.AerOutstanding;
import dev.fenceline.verify.invariant.fencing.CcrCredit;
import dev.fenceline.verify.invariant.fencing.CcrLimits;
import dev.fenceline.verify.invariant.fencing.CcrThroughLivePath;
import dev.fenceline.verify.invariant.fencing.DrainedBeforeSuccess;
import dev.fenceline.verify.invariant.fencing.FencingOrder;
import dev.fenceline.verify.invariant.fencing.HeldSetEmptied;
import dev.fenceline.verify.invariant.fencing.HoldFromDetection;
import dev.fenceline.verify.invariant.fencing.NoEarlyRetry;
import dev.fenceline.verify.invariant.fencing.NothingAfterNotice;
import dev.fenceline.verify.invariant.fencing.NoticeWindow;
import dev.fenceline.verify.invariant.fencing.QueuesWhileFenced;
import dev.fenceline.verify.invariant.fencing.QuietAfterPromise;
import dev.fenceline.verify.invariant.fencing.QuietWhileFencing;
import dev.fenceline.verify.invariant.fencing.SocketsClosedFirst;
import dev.fenceline.verify.invariant.fencing.TrueCcrSuccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All invariants, watching one run in the order of its events. The first breach of each becomes a
 * finding, because later ones may follow from it. Not thread-safe.
 *
 * <p>An invariant whose events are missing, as in an imported log, reports nothing.
 */
public final class Invariants {
  private final Set<Rule.Invariant> permitted;
  private final Controllers controllers = new Controllers();
  private final Instances instances = new Instances();
  private final Copies copies = new Copies(controllers);
  private final ChecksAgree agreement = new ChecksAgree();
  private final List<Invariant> all = all();
  private final Map<Class<?>, List<Invariant>> watchers = new HashMap<>();
  private final Set<Rule> broken = new HashSet<>();

  /**
   * Creates the invariants for a run that has not begun.
   *
   * @param permitted the invariants that the run breaks by design, such as H1 with a host that does
   *     not fence; their breach is a warning
   */
  public Invariants(Set<Rule.Invariant> permitted) {
    this.permitted = Set.copyOf(permitted);
  }

  /**
   * Returns the first breach of each invariant in the events that a timeline has at this moment.
   */
  public static List<Finding> check(Timeline timeline, Set<Rule.Invariant> permitted) {
    Invariants invariants = new Invariants(permitted);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0, size = timeline.size(); i < size; i++) {
      Event event = timeline.event(i);
      findings.addAll(invariants.check(event));
      if (event.detail() instanceof RunEvent.Ended ended) {
        findings.addAll(invariants.judged(ended.verdict(), event));
      }
    }
    return List.copyOf(findings);
  }

  private List<Invariant> all() {
    return List.of(
        new NoEarlyRetry(controllers, copies),
        new QuietWhileFencing(controllers),
        new FencingOrder(controllers),
        new HoldFromDetection(controllers),
        new CcrCredit(controllers),
        new CcrThroughLivePath(controllers),
        new TrueCcrSuccess(instances),
        new SocketsClosedFirst(copies),
        new EndsOnce(),
        new HeldSetEmptied(),
        new QueuesWhileFenced(controllers),
        new AerOutstanding(controllers),
        new OneHostIdentity(),
        new ReconnectDelay(),
        new CommandIdReuse(),
        new TimersEnd(),
        new StopSparesIo(controllers),
        new QuietAfterPromise(instances),
        new DrainedBeforeSuccess(instances),
        new UniqueTriples(instances),
        new CcrLimits(instances),
        new AenRearm(),
        new NoticeWindow(instances),
        new NothingAfterNotice(instances),
        new OneAnswer(),
        new WriteOnce(),
        new StreamPrefix());
  }

  /**
   * Takes the next event into account and returns the findings for the invariants that it is the
   * first to break.
   */
  public List<Finding> check(Event event) {
    controllers.accept(event);
    instances.accept(event);
    copies.accept(event);
    agreement.accept(event);
    List<Finding> findings = List.of();
    for (Invariant invariant : watchersOf(event.detail().getClass())) {
      Breach breach = invariant.check(event);
      if (breach != null && broken.add(invariant.rule())) {
        findings = new ArrayList<>(findings);
        findings.add(finding(invariant.rule(), breach));
      }
    }
    return findings;
  }

  /**
   * Returns the findings if the checks of a run disagree with its verdict.
   *
   * @param last the last event before the verdict
   */
  public List<Finding> judged(Verdict verdict, Event last) {
    Breach breach = agreement.judge(verdict, last);
    return breach != null && broken.add(Rule.Run.CHECKS_AGREE)
        ? List.of(finding(Rule.Run.CHECKS_AGREE, breach))
        : List.of();
  }

  private List<Invariant> watchersOf(Class<? extends Detail> kind) {
    List<Invariant> known = watchers.get(kind);
    if (known == null) {
      known =
          all.stream()
              .filter(each -> each.watches().stream().anyMatch(it -> it.isAssignableFrom(kind)))
              .toList();
      watchers.put(kind, known);
    }
    return known;
  }

  private Finding finding(Rule rule, Breach breach) {
    boolean byDesign = rule instanceof Rule.Invariant invariant && permitted.contains(invariant);
    String text = byDesign ? breach.text() + " (the scenario permits it)." : breach.text() + ".";
    return new Finding(
        byDesign ? Severity.WARNING : Severity.BREACH,
        rule,
        text,
        breach.events(),
        breach.operations());
  }
}
