package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives a scenario more or fewer paths: A, B, C and so on, each with its own port and network. */
final class PathCount {
  /** The place of all paths. */
  static final String PLACE = "paths";

  private PathCount() {}

  static void set(ObjectNode scenario, int count) {
    ArrayNode paths = (ArrayNode) scenario.get(PLACE);
    while (paths.size() > count) {
      paths.remove(paths.size() - 1);
    }
    for (int number = paths.size() + 1; number <= count; number++) {
      ObjectNode path = ((ObjectNode) paths.get(0)).deepCopy();
      path.put("name", String.valueOf((char) ('A' + number - 1)));
      path.put("port", number);
      path.put("address", "10.0.0." + number + ":4420");
      paths.add(path);
    }
  }
}
