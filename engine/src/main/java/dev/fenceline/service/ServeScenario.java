package dev.fenceline.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.clock.Seed;
import dev.fenceline.scenario.NqnText;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.TimeText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Builds the scenario that {@link TargetService} serves, so that every setting is set in the same
 * way.
 */
public final class ServeScenario {
  /** Size of a block in bytes. */
  public static final int BLOCK_BYTES = 4096;

  private static final String SOURCE = "serve";

  private ServeScenario() {}

  /**
   * Returns one namespace behind paths which are named 1, 2 and so on and have no delay. All other
   * settings have their defaults. The seed differs each time, so that no controller has the
   * identity (CIU, CIRN) of one of an earlier start: a reset of the earlier one must not hit it.
   * {@link Scenario#withSeed} repeats a start.
   *
   * @param subsystemNqn the NQN, or null for that of the lab
   * @param sizeBytes size of the namespace, a multiple of {@link #BLOCK_BYTES}
   * @param addresses the address on which each path listens, as users see it
   * @throws IllegalArgumentException if a value is out of range or the name is not an NQN
   */
  public static Scenario of(@Nullable String subsystemNqn, long sizeBytes, List<String> addresses) {
    if (sizeBytes <= 0 || sizeBytes % BLOCK_BYTES != 0) {
      throw new ScenarioException(
          "a namespace of %d bytes is not a multiple of its block of %d bytes"
              .formatted(sizeBytes, BLOCK_BYTES));
    }
    ObjectNode scenario = JsonNodeFactory.instance.objectNode();
    scenario.put("id", SOURCE).put("title", "Served to real hosts");
    scenario.put("seed", Seed.drawn().value());
    ObjectNode target = scenario.putObject("target");
    if (subsystemNqn != null) {
      target.put("subsystemNqn", NqnText.chosen(subsystemNqn));
    }
    target
        .putArray("namespaces")
        .addObject()
        .put("blocks", sizeBytes / BLOCK_BYTES)
        .put("blockBytes", BLOCK_BYTES);
    scenario.putObject("workload").put("blocks", 1);
    for (int i = 0; i < addresses.size(); i++) {
      scenario
          .withArray("paths")
          .addObject()
          .put("name", Integer.toString(i + 1))
          .put("port", i + 1)
          .put("address", addresses.get(i))
          .put("delay", "0 s")
          .put("jitter", "0 s");
    }
    return ScenarioReader.read(scenario.toString(), SOURCE);
  }

  /**
   * Returns the same scenario with another command quiesce time. A target that needs more time than
   * it promises would be refused, so its need is limited to the same time.
   *
   * @param time with its unit, such as {@code 5 s}
   * @throws ScenarioException if it is not a time or is out of range
   */
  public static Scenario withQuiesceTime(Scenario scenario, String time) {
    long millis = TimeUnit.NANOSECONDS.toMillis(TimeText.nanos(time));
    boolean isShorter = millis > 0 && millis < scenario.target().quiesceMillis();
    Scenario able = isShorter ? Parameter.named("quiesce").apply(scenario, time) : scenario;
    return Parameter.named("cqt").apply(able, time);
  }
}
