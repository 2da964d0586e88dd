package dev.fenceline.event;

/** The run itself, on the lab's lane. */
public sealed interface RunEvent extends Detail {
  /** The steps of a run, in order. */
  enum Stage {
    /** Every path is live; the workload begins. */
    READY("live on every path"),
    /** The workload submits no further operations and none is open. */
    WORKLOAD_STOPPED("done with its open operations"),
    /** No dead instance has a command in the back end, and no bytes are kept on any path. */
    SETTLED("settled: commands of a dead instance or kept bytes are left"),
    /** Every block was read back over every live path. */
    READ_BACK("read back");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    /** Returns a phrase for a run that has reached this stage. */
    public String words() {
      return words;
    }
  }

  /**
   * The run has begun, on the {@code virtual} or the {@code real} clock.
   *
   * @param policy the policy of its host when a path fails, such as {@code v4}; different policies
   *     of several hosts are separated by commas; empty if there is no host of Fenceline, or in
   *     files of versions that did not record it
   */
  @Kind("run-started")
  record Started(String scenario, long seed, String clock, String policy) implements RunEvent {
    /** Creates the start of a run without a host of Fenceline. */
    public Started(String scenario, long seed, String clock) {
      this(scenario, seed, clock, "");
    }

    /**
     * Reports whether the run passes in wall-clock time. The load of the machine then affects its
     * times.
     */
    public boolean inRealTime() {
      return clock.equals("real");
    }
  }

  /** The run has reached a stage. */
  @Kind("run-stage")
  record Reached(Stage stage) implements RunEvent {}

  /**
   * A fault takes effect; {@code command} is its text as in the fault prompt; {@code byHand} says
   * whether a person entered it.
   */
  @Kind("fault")
  record FaultApplied(String command, boolean byHand) implements RunEvent {}

  /** The run has ended, with the results of the checks. */
  @Kind("run-ended")
  record Ended(Verdict verdict, int corruptions, int breaches, long blocksChecked)
      implements RunEvent {}
}
