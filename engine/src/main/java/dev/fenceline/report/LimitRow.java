package dev.fenceline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScenarioWriter;
import java.util.List;

/**
 * The row {@code ccr-limit} for targets whose limit differs from its own: one more controller fails
 * than the last one may reset at a time.
 */
final class LimitRow {
  private static final String ID = "ccr-limit";

  /**
   * The largest limit. Each failing controller needs a connection of its own, and the number of
   * connections of a host is limited.
   */
  static final int LIMIT_MAX = 8;

  private static final JsonMapper MAPPER = new JsonMapper();

  private LimitRow() {}

  /** Reports whether the row can be run with this limit. */
  static boolean fits(Scenario scenario, int limit) {
    return scenario.id().equals(ID) && limit >= scenario.target().ccrLimit() && limit <= LIMIT_MAX;
  }

  /** Returns the row for a limit. Any other row, and any other limit, stays unchanged. */
  static Scenario at(Scenario scenario, int limit) {
    int own = scenario.target().ccrLimit();
    if (!fits(scenario, limit) || limit == own) {
      return scenario;
    }
    Scenario grown = Parameter.named("paths").apply(scenario, Integer.toString(limit + 2));
    try {
      ObjectNode json = (ObjectNode) MAPPER.readTree(ScenarioWriter.write(grown));
      ((ObjectNode) json.get("target")).put("ccrLimit", limit);
      faults(json, scenario, limit);
      String first = lastDevice(scenario, own);
      String last = lastDevice(scenario, limit);
      JsonNode expectations = json.get("expectations");
      String renamed = MAPPER.writeValueAsString(expectations).replace(first, last);
      json.set("expectations", counted(MAPPER.readTree(renamed), own, limit));
      return ScenarioReader.read(MAPPER.writeValueAsString(json), scenario.id());
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("a scenario that was just written", unreadable);
    }
  }

  private static String lastDevice(Scenario scenario, int limit) {
    return "nvme" + (scenario.host().firstDevice() + limit + 1);
  }

  /**
   * Makes the added paths fail together with the others, and removes the faults of paths beyond the
   * limit.
   */
  private static void faults(ObjectNode json, Scenario scenario, int limit) {
    ArrayNode faults = (ArrayNode) json.get("faults");
    ObjectNode model = (ObjectNode) faults.get(faults.size() - 1);
    List<String> before = scenario.paths().stream().map(path -> path.name()).toList();
    for (JsonNode path : json.get("paths")) {
      if (!before.contains(path.get("name").asText())) {
        faults.add(model.deepCopy().put("path", path.get("name").asText()));
      }
    }
    for (int i = faults.size() - 1; i >= 0; i--) {
      JsonNode path = faults.get(i).get("path");
      if (path != null && path.asText().charAt(0) - 'A' > limit + 1) {
        faults.remove(i);
      }
    }
  }

  /** Adapts the numbers of resets that grow with the limit. */
  private static JsonNode counted(JsonNode node, int own, int limit) {
    for (JsonNode child : node) {
      if (child instanceof ObjectNode object) {
        for (String key : List.of("exactly", "nth", "ccrLimit")) {
          JsonNode number = object.get(key);
          if (number != null && number.asText().equals(Integer.toString(own))) {
            object.set(key, IntNode.valueOf(limit));
          }
        }
      }
      counted(child, own, limit);
    }
    return node;
  }
}
