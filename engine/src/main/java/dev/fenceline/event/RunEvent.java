package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.COUNT;
import static dev.fenceline.event.Meaning.FLAG;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Verdict;

/** The run itself, on the lab's lane. */
public sealed interface RunEvent extends Detail {
  /** The steps of a run, in order. */
  enum Stage {
    /** Every path is live; the workload begins. */
    READY("live on every path"),
    /** The workload submits no further operations and none is open. */
    WORKLOAD_STOPPED("done with its open operations"),
    /** No dead instance has a command in the back end, and no path holds bytes. */
    SETTLED("settled: commands of a dead instance or kept bytes are left"),
    /** Every block has been read back over every live path. */
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

  @Kind(name = "run-started", text = "The run has begun.")
  record Started(
      @Field(value = IDENTIFIER, text = "the scenario") String scenario,
      @Field(value = IDENTIFIER, text = "the seed of its random numbers") long seed,
      @Field(value = TEXT, text = "`virtual` or `real`") String clock,
      @Field(
              value = TEXT,
              text =
                  "the policy of its host when a path fails, such as `v4`; those of several hosts"
                      + " are separated by commas; empty if there is no host of Fenceline, or in"
                      + " files of versions that did not record it")
          String policy)
      implements RunEvent {
    /** Creates the start event of a run without a host of Fenceline. */
    public Started(String scenario, long seed, String clock) {
      this(scenario, seed, clock, "");
    }

    /**
     * Reports whether the run passes in wall-clock time. Its times then depend on the load of the
     * machine.
     */
    public boolean inRealTime() {
      return clock.equals("real");
    }
  }

  @Kind(name = "run-stage", text = "The run has reached a stage.")
  record Reached(@Field(value = CHOICE, text = "the stage") Stage stage) implements RunEvent {}

  @Kind(name = "fault", text = "A fault takes effect.")
  record FaultApplied(
      @Field(value = TEXT, text = "the fault as in the fault prompt") String command,
      @Field(value = FLAG, text = "whether a person entered it") boolean byHand)
      implements RunEvent {}

  @Kind(
      name = "setting-changed",
      text = "A person has changed a setting. Host and target use it when they next decide.")
  record SettingChanged(
      @Field(value = IDENTIFIER, text = "its name, as in `--set`") String setting,
      @Field(value = TEXT, text = "its value from now on") String value)
      implements RunEvent {}

  @Kind(name = "run-ended", text = "The run has ended, with the results of the checks.")
  record Ended(
      @Field(value = CHOICE, text = "the result of the integrity check") Verdict verdict,
      @Field(value = COUNT, text = "findings of corrupted data") int corruptions,
      @Field(value = COUNT, text = "expectations that were missed and invariants that were broken")
          int breaches,
      @Field(value = COUNT, text = "blocks that were read back") long blocksChecked)
      implements RunEvent {}
}
