package dev.fenceline.event;

/** The run itself, on the lab's lane. */
public sealed interface RunEvent extends Detail {
  /** The steps of a run, in order. */
  enum Stage {
    /** Every path is live; the workload begins. */
    READY("live on every path"),
    /** The workload submits nothing new and none of its operations is open. */
    WORKLOAD_STOPPED("done with its open operations"),
    /** No dead instance has a command in the back end, no bytes are kept anywhere. */
    SETTLED("settled: commands of a dead instance or kept bytes are left"),
    /** Every block was read back over every live path. */
    READ_BACK("read back");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    /** What the run is once it has reached this stage, in words. */
    public String words() {
      return words;
    }
  }

  /**
   * The run has begun, on the {@code virtual} or the {@code real} clock.
   *
   * @param policy what its host does when a path fails, such as {@code v4}, those of several hosts
   *     that differ with commas; empty: there is no host of ours, or the file is of before this was
   *     kept
   */
  @Kind("run-started")
  record Started(String scenario, long seed, String clock, String policy) implements RunEvent {
    /** A run without a host of ours. */
    public Started(String scenario, long seed, String clock) {
      this(scenario, seed, clock, "");
    }

    /** Whether a second of the run is a second on the wall: then the machine's load counts too. */
    public boolean inRealTime() {
      return clock.equals("real");
    }
  }

  /** A step of the run is reached. */
  @Kind("run-stage")
  record Reached(Stage stage) implements RunEvent {}

  /**
   * A fault takes effect: {@code command} as the fault prompt spells it; {@code byHand} when a
   * person gave it.
   */
  @Kind("fault")
  record FaultApplied(String command, boolean byHand) implements RunEvent {}

  /** The run has ended, with what the checks found. */
  @Kind("run-ended")
  record Ended(Verdict verdict, int corruptions, int breaches, long blocksChecked)
      implements RunEvent {}
}
