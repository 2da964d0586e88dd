package dev.fenceline.exchange.recording;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.verify.LateWriteCheck;
import java.util.HashMap;
import java.util.Map;

/**
 * Updates the conclusions of a recording about real hosts and real targets if older rules drew
 * them. It passes the PDUs through an {@link AssociationTracker} once more and replaces the old
 * conclusions. Events of paths, PDUs and this program's target stay.
 */
public final class ConclusionUpdater {
  private final Session session;
  private final boolean isRelayed;

  /** What the updated session says of itself. */
  private final Note remark;

  private final ConclusionRecorder conclusions = new ConclusionRecorder();
  private final LateWriteCheck lateWrites;
  private final RecordedTraffic passed;
  private final Map<Long, Long> sequences = new HashMap<>();
  private final Map<Long, String> extras = new HashMap<>();
  private int read;

  private ConclusionUpdater(Session session) {
    this.session = session;
    isRelayed = session.header().source().equals(SessionHeader.RELAY);
    remark =
        new Note(
            "recorded by Fenceline %s; what %s did is concluded anew from what passed"
                .formatted(session.header().program(), isRelayed ? "host and target" : "hosts"));
    lateWrites = isRelayed ? LateWriteCheck.ofAnswers() : new LateWriteCheck();
    passed = new RecordedTraffic(session.events(), conclusions, isRelayed);
    conclusions.addListener(this::check);
  }

  /** Returns the same session, or one with new conclusions if its conclusions are older. */
  public static Session of(Session session) {
    return isOld(session) ? new ConclusionUpdater(session).session() : session;
  }

  private static boolean isOld(Session session) {
    String source = session.header().source();
    boolean isConcluded = source.equals(SessionHeader.SERVE) || source.equals(SessionHeader.RELAY);
    return isConcluded
        && session.header().conclusions() < AssociationTracker.RULES
        && session.events().stream().anyMatch(event -> event.detail() instanceof PduEvent.Passed);
  }

  private Session session() {
    session.events().forEach(this::read);
    String headerExtras = session.extras().get(Session.HEADER_EXTRAS);
    if (headerExtras != null) {
      extras.put(Session.HEADER_EXTRAS, headerExtras);
    }
    return new Session(
        session.header().concludedBy(AssociationTracker.RULES),
        conclusions.events(),
        session.notes(),
        session.view(),
        extras,
        session.others(),
        session.warnings());
  }

  private void read(Event event) {
    passed.passTo(event.nanos());
    conclusions.at(event.nanos());
    if (isConcluded(event)) {
      passed.concludedThen(event);
    } else if (!event.detail().equals(remark)) { // which an earlier update has left
      keep(event);
      passed.passes(event);
    }
    if (++read == 1) {
      conclusions.record(Lane.LAB, Cause.NONE, remark);
    }
  }

  /** Reports whether an event is a conclusion, by its lane and content. */
  private boolean isConcluded(Event event) {
    return switch (event.lane().group()) {
      case HOST -> true;
      case TARGET -> isRelayed || event.detail() instanceof Finding;
      default -> false;
    };
  }

  private void keep(Event event) {
    long sequence =
        conclusions
            .record(
                event.lane(),
                Cause.of(sequences.getOrDefault(event.cause().sequence(), 0L)),
                event.detail() instanceof RunEvent.Ended ended ? judged(ended) : event.detail())
            .sequence();
    sequences.put(event.sequence(), sequence);
    String unknown = session.extras().get(event.sequence());
    if (unknown != null) {
      extras.put(sequence, unknown);
    }
  }

  private RunEvent.Ended judged(RunEvent.Ended ended) {
    int corruptions = lateWrites.corruptions();
    Verdict verdict = corruptions > 0 ? Verdict.CORRUPT : Verdict.UNKNOWN;
    return new RunEvent.Ended(verdict, corruptions, ended.breaches(), ended.blocksChecked());
  }

  private void check(Event event) {
    lateWrites
        .check(event)
        .ifPresent(finding -> conclusions.record(event.lane(), event.asCause(), finding));
  }
}
