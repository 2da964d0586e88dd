package dev.fenceline.event.value;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a finding is about: the rule that was broken, or the check that found something. */
public sealed interface Rule {
  /** Orders rules by their codes. */
  Comparator<Rule> BY_CODE = Comparator.comparing(Rule::code);

  /** Returns the short name in session files, reports and scenarios, such as {@code H1}. */
  String code();

  /** Returns the text of the rule: one sentence. */
  String sentence();

  /** Returns the rule with this code, even if this version does not know it. */
  static Rule of(String code) {
    return all().stream()
        .filter(rule -> rule.code().equals(code))
        .findFirst()
        .orElseGet(() -> new Unknown(code));
  }

  /**
   * Returns all rules that this version knows: the rules of data, the invariants, and the rules of
   * a run.
   */
  static List<Rule> all() {
    return Stream.<Rule[]>of(Data.values(), Invariant.values(), Run.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** The rules of the data check: what can be wrong with a block. */
  enum Data implements Rule {
    LOST_UPDATE(
        "lost-update",
        "A write that had been acknowledged is gone: an older one took effect after it."),
    STALE_READ(
        "stale-read",
        "The read began after newer data had been seen, and yet returned older data."),
    TORN(
        "torn",
        "Each write stamps its block with a checksum; this block matches none, so no single write"
            + " wrote it."),
    MISDIRECTED(
        "misdirected",
        "Each write stamps its block with the address it is meant for; this block has the stamp of"
            + " another address."),
    PHANTOM("phantom", "Nothing that had been submitted by then can have left this data.");

    private final String code;
    private final String sentence;

    Data(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public String sentence() {
      return sentence;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  /** The conditions that must hold after every event; the name of each constant is its code. */
  enum Invariant implements Rule {
    H1(
        "A write is sent again only when its earlier copies can do no more: their instance"
            + " was reset or says that it has stopped, a hold that contains CQT has ended, they"
            + " were answered, or they never left the host."),
    H2("In FENCING, FENCED and RESETTING the host sends nothing new, not even a Keep Alive."),
    H3(
        "A controller leaves FENCING only for FENCED, when fencing has ended, and FENCED only"
            + " for RESETTING."),
    H4(
        "T is armed once, at detection, and a hold does not end before detection + T unless"
            + " the log says that its controller was reset."),
    H5("A source has no more resets in progress than its CCRL, and each credit returns once."),
    H6(
        "A reset goes through a LIVE controller other than the impacted one, and names the"
            + " instance that the host identified last."),
    H7(
        "A reset succeeds by bit 0 of its answer or by a log entry with its ICID, its CIU and"
            + " CCRS 1, and then the instance is gone."),
    H8("The connection that carried an unanswered copy is closed before it is sent again."),
    H9("Each operation ends exactly once for the application, and each command for the host."),
    H10(
        "When a controller begins to connect again, everything that was held is sent again,"
            + " queued or failed."),
    H11(
        "I/O waits while a path may come back; it fails for lack of a path only when all are"
            + " given up or fast_io_fail_tmo has passed, and by the series also while all fence."),
    H12(
        "A LIVE controller has exactly one Asynchronous Event Request out, and each CCR event"
            + " is followed by a read of the log with RAE 0."),
    H13("A host has the same Host NQN and Host ID on all paths to a subsystem."),
    H14(
        "An attempt to connect again is not before its delay, and there are no more than the"
            + " limit allows."),
    H15(
        "A command identifier with its generation is not used again while an old copy may be"
            + " answered."),
    H16(
        "Every timer fires when it is due or is cancelled, and our host does not wait for a"
            + " reset beyond T."),
    H17(
        "I/O does not fail because a person stops a controller while another one of the host"
            + " is live."),
    T1(
        "An instance does not change media later than CQT after the target noticed its loss,"
            + " after it was shut down or disabled, or after its record is gone."),
    T2(
        "An instance ends, and a reset of it succeeds, only when media works on none of its"
            + " commands."),
    T3(
        "CIU and CIRN are never zero and change with every instance of a CNTLID; no two"
            + " living controllers have the same CNTLID."),
    T4(
        "A source has at most CCRL resets in progress and 511 log entries; an entry leaves"
            + " only when it was read with RMC, or with its source."),
    T5(
        "An event is sent once for each time it occurs, and occurs again only when its log"
            + " page was read with RAE 0 or in a new instance."),
    T6(
        "A keep-alive lapse is noticed between KATO and 2 x KATO after the last Keep Alive"
            + " that was accepted, and a late one is not accepted."),
    T7(
        "Nothing that arrives after the target has noticed the loss of an instance executes;"
            + " with CQT, nothing new goes to media then."),
    T8("A command has at most one answer, and none on a closed connection."),
    T9("A command takes effect on media at most once, as a whole and on its own range only."),
    L1("What a connection delivers in a direction is the beginning of what was sent, in order.");

    private final String sentence;

    Invariant(String sentence) {
      this.sentence = sentence;
    }

    @Override
    public String code() {
      return name();
    }

    @Override
    public String sentence() {
      return sentence;
    }
  }

  /** The rules of a run as a whole. */
  enum Run implements Rule {
    /** The checks agree. No scenario permits a disagreement. */
    CHECKS_AGREE(
        "V1",
        "The data is corrupt exactly when a read of the workload found something else than was"
            + " written, or a late write landed over newer data."),
    /** Nothing bounds what an instance can still write. */
    NO_BOUND("no-bound", "T is a multiple of KATO, and CQT; without KATO there is no T."),
    /** An expectation of the scenario was missed. */
    EXPECTATION("expectation", "What the scenario expects is true of the run.");

    private final String code;
    private final String sentence;

    Run(String code, String sentence) {
      this.code = code;
      this.sentence = sentence;
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public String sentence() {
      return sentence;
    }

    @Override
    public String toString() {
      return code;
    }
  }

  /** A rule from a session that a newer version recorded. */
  record Unknown(String code) implements Rule {
    @Override
    public String sentence() {
      return "This version does not know the rule " + code + ".";
    }

    @Override
    public String toString() {
      return code;
    }
  }
}
