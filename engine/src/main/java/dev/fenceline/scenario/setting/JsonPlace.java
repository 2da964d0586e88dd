package dev.fenceline.scenario.setting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places in JSON: {@code a.b}, {@code list[].key}, {@code list[name=value].key}. */
public final class JsonPlace {
  private static final Pattern STEP = Pattern.compile("(\\w+)(\\[(?:(\\w+)=([\\w-]+))?])?");

  private JsonPlace() {}

  /** Returns the last key of a place. */
  public static String key(String place) {
    return place.substring(place.lastIndexOf('.') + 1);
  }

  /** Returns the objects that have the last key of a place. */
  public static List<ObjectNode> owners(ObjectNode root, String place) {
    List<ObjectNode> owners = List.of(root);
    int dot = place.lastIndexOf('.');
    for (String step :
        dot < 0 ? List.<String>of() : List.of(place.substring(0, dot).split("\\.", -1))) {
      owners = step(owners, step);
    }
    return owners;
  }

  private static List<ObjectNode> step(List<ObjectNode> from, String step) {
    Matcher matcher = STEP.matcher(step);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + step + "\" is not a step of a place");
    }
    List<ObjectNode> found = new ArrayList<>();
    for (ObjectNode owner : from) {
      JsonNode node = owner.path(matcher.group(1));
      if (node instanceof ObjectNode object) {
        found.add(object);
      }
      for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
        String selector = matcher.group(3);
        if (element instanceof ObjectNode object
            && (selector == null || object.path(selector).asText().equals(matcher.group(4)))) {
          found.add(object);
        }
      }
    }
    return found;
  }
}
