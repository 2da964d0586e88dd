package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a scenario that can be changed by name: {@code --set}, {@code --vary}, sliders.
 *
 * @param key its name, such as {@code kato}
 * @param place where it is in a scenario's JSON: {@code host.kato}, {@code paths[].delay} (every
 *     path), {@code faults[name=cut].at} (the fault of that name)
 * @param description one line for a person
 */
public record Parameter(String key, String place, String description) {
  private static final List<Parameter> ALL =
      List.of(
          of("policy", "host.policy", "what the host does when a path fails"),
          of("kato", "host.kato", "keep-alive timeout; 0 s: none"),
          of("cqt", "target.cqt", "command quiesce time that the target reports; 0 s: none"),
          of("ccrl", "target.ccrLimit", "cross-controller resets in progress per source; 0: none"),
          of("quiesce", "target.quiesce", "what the back end really needs to take commands back"),
          of("broken-promise", "target.brokenPromise", "allow a quiesce time above CQT"),
          of("cut", "faults[name=cut].at", "when the path fails"),
          of("release", "faults[name=cut].until", "when the path works again"),
          of("slow-write", "faults[fault=slow-write].takes", "how long a slow write takes"),
          of("paths", "paths", "how many paths, each with a port and a controller of its own"),
          of("delay", "paths[].delay", "one-way delay of every path"),
          of("jitter", "paths[].jitter", "by how much the delay varies either way"),
          of("fence-timeout", "host.fenceTimeout", "how the fence timeout T is computed"),
          of("tbkas", "target.trafficBasedKeepAlive", "any command counts as keep alive"),
          of("kas", "target.keepAliveGranularity", "keep-alive granularity in units of 100 ms"),
          of("reconnect-delay", "host.reconnectDelay", "between attempts to reconnect"),
          of("ctrl-loss", "host.ctrlLoss", "after which a controller is given up"),
          of("fast-io-fail", "host.fastIoFail", "after which waiting I/O fails"),
          of("io-timeout", "host.ioTimeout", "timeout of an I/O command"),
          of("admin-timeout", "host.adminTimeout", "timeout of an admin command"),
          of("io-policy", "host.ioPolicy", "how multipath chooses among usable paths"),
          of("io-queues", "host.ioQueues", "I/O queues of each controller"),
          of("queue-size", "host.queueSize", "entries of an I/O queue"),
          of("header-digest", "host.headerDigest", "CRC-32C over PDU headers"),
          of("data-digest", "host.dataDigest", "CRC-32C over PDU data"),
          of("answer-while-quiescing", "target.answerWhileQuiescing", "answer 021h, or just close"),
          of("media", "target.media", "what media needs for a command"),
          of("in-capsule", "target.inCapsuleBytes", "bytes of data that a command may carry along"),
          of("workers", "workload.workers", "how many work at the same time"),
          of("blocks", "workload.blocks", "how many blocks they work on"),
          of("period", "workload.period", "how often a free worker begins"));

  private static Parameter of(String key, String place, String description) {
    return new Parameter(key, place, description);
  }

  /** All parameters, those that people change most first. */
  public static List<Parameter> all() {
    return ALL;
  }

  /** The parameter of a key; empty if there is none. */
  public static Optional<Parameter> find(String key) {
    return ALL.stream().filter(parameter -> parameter.key.equals(key)).findFirst();
  }

  /**
   * The parameter of a key.
   *
   * @throws ScenarioException if there is none, naming the nearest key
   */
  public static Parameter named(String key) {
    return find(key)
        .orElseThrow(() ->
            new ScenarioException(
                "there is no parameter \"%s\"%s"
                    .formatted(key, Nearest.hint(key, ALL.stream().map(Parameter::key).toList()))));
  }

  /** Which values it takes. */
  public Range range() {
    return Limits.at(place).orElseThrow();
  }

  /** The finest step of a time; 0 for what is no time in a unit of its own. */
  long unitNanos() {
    return Shape.unitNanosAt(place);
  }

  /**
   * Its value in a scenario, as {@link #apply} reads it; empty if the scenario has no such place.
   */
  public Optional<String> value(Scenario scenario) {
    if (place.equals(PathCount.PLACE)) {
      return Optional.of(Integer.toString(scenario.paths().size()));
    }
    ObjectNode json = SettingsWriter.write(scenario);
    return JsonPlace.owners(json, place).stream()
        .map(owner -> owner.get(JsonPlace.key(place)))
        .filter(node -> node != null)
        .map(node -> node.isBoolean() ? (node.booleanValue() ? "on" : "off") : node.asText())
        .findFirst();
  }

  /**
   * The same scenario with another value.
   *
   * @param value with its unit, such as {@code 5 s}, {@code 4}, {@code best}, {@code off}
   * @throws ScenarioException if the value is not one, is out of range, or does not fit the rest
   */
  public Scenario apply(Scenario scenario, String value) {
    ObjectNode json = SettingsWriter.write(scenario);
    try {
      JsonNode node = ParameterValue.parse(range(), value.strip());
      if (place.equals(PathCount.PLACE)) {
        Limits.checkNumber(place, node.longValue());
        PathCount.set(json, node.intValue());
      } else {
        List<ObjectNode> owners = JsonPlace.owners(json, place);
        if (owners.isEmpty()) {
          throw new Misfit("", "scenario %s has no %s".formatted(scenario.id(), place));
        }
        owners.forEach(owner -> owner.set(JsonPlace.key(place), node));
      }
      return ScenarioReader.scenario(json);
    } catch (Misfit e) {
      throw new ScenarioException("%s=%s: %s".formatted(key, value, e.sentence()));
    }
  }
}
