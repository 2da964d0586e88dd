package dev.fenceline.app.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.swimlane.layout.Arrangement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The arrangement of the lanes as a JSON object. Empty parts are left out. */
final class ArrangementJson {
  private ArrangementJson() {}

  static Arrangement read(JsonNode lanes) {
    return new Arrangement(
        Set.copyOf(names(lanes.path("folded"))),
        Set.copyOf(names(lanes.path("hidden"))),
        names(lanes.path("pinned")),
        names(lanes.path("order")),
        Set.copyOf(names(lanes.path("low"))));
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> {
      if (name.isTextual()) {
        names.add(name.asText());
      }
    });
    return names;
  }

  static ObjectNode write(Arrangement lanes) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    put(object, "folded", lanes.folded().stream().sorted().toList());
    put(object, "hidden", lanes.hidden().stream().sorted().toList());
    put(object, "pinned", lanes.pinned());
    put(object, "order", lanes.order());
    put(object, "low", lanes.low().stream().sorted().toList());
    return object;
  }

  private static void put(ObjectNode object, String name, Collection<String> names) {
    if (!names.isEmpty()) {
      names.forEach(object.withArray(name)::add);
    }
  }
}
