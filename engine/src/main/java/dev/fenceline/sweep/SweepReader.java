package dev.fenceline.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.ProgramVersion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads what {@link SweepJson} wrote, and files of {@link KeptRuns}. Derived values are not read
 * but recalculated.
 */
public final class SweepReader {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final String LINES_START = "\"" + SweepJson.LINES_FORMAT + "\"";

  private final String source;

  private SweepReader(String source) {
    this.source = source;
  }

  /**
   * Reads a result. In a file of kept runs, a line that a kill cut off is ignored.
   *
   * @param text the JSON, or the lines of kept runs
   * @param source the name that messages use, such as a file name
   * @throws ScenarioException if it is not a result; the message says what is wrong and where
   */
  public static SweepResult read(String text, String source) {
    return new SweepReader(source).result(text);
  }

  private SweepResult result(String text) {
    int firstEnd = text.indexOf('\n');
    return firstEnd > 0 && text.substring(0, firstEnd).contains(LINES_START)
        ? lines(text)
        : whole(parse(text));
  }

  private SweepResult whole(JsonNode json) {
    if (!json.path("format").asText().equals(SweepJson.FORMAT)) {
      throw wrong("", "this is not a result of a sweep: \"format\" is not " + SweepJson.FORMAT);
    }
    requireVersion(json);
    SweepPlan plan = plan(json);
    int cases = plan.cases().size();
    List<Outcome> outcomes = new ArrayList<>();
    for (JsonNode each : field(json, "outcomes", "")) {
      outcomes.add(outcome(each, "outcomes[" + outcomes.size() + "].", plan, cases));
    }
    return new SweepResult(plan, Shard.parse(word(json, "shard", "")), outcomes);
  }

  private SweepResult lines(String text) {
    List<String> lines = text.substring(0, text.lastIndexOf('\n')).lines().toList();
    JsonNode header = parse(lines.getFirst());
    requireVersion(header);
    String program = word(header, "program", "");
    if (!program.equals(ProgramVersion.number())) {
      throw wrong(
          "program",
          "is %s; this is %s, whose runs may differ".formatted(program, ProgramVersion.number()));
    }
    SweepPlan plan = plan(header);
    Shard shard = Shard.parse(word(header, "shard", ""));
    int cases = plan.cases().size();
    BitSet seen = new BitSet();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      SweepReader line = new SweepReader(source + ":" + (i + 1));
      Outcome outcome = line.outcome(line.parse(lines.get(i)), "", plan, cases);
      if (!shard.holds(plan.number(outcome))) {
        throw line.wrong("", "seed %d is not in shard %s".formatted(outcome.seed(), shard));
      }
      if (seen.get(plan.number(outcome))) {
        throw line.wrong("", "seed %d is there twice".formatted(outcome.seed()));
      }
      seen.set(plan.number(outcome));
      outcomes.add(outcome);
    }
    return new SweepResult(plan, shard, outcomes);
  }

  private void requireVersion(JsonNode json) {
    if (json.path("version").asInt() != SweepJson.VERSION) {
      throw wrong(
          "version",
          "is %s; this program reads version %d"
              .formatted(json.path("version"), SweepJson.VERSION));
    }
  }

  private SweepPlan plan(JsonNode json) {
    return new SweepPlan(
        ScenarioReader.recorded(field(json, "scenario", "").toString(), source + ": scenario"),
        number(json, "firstSeed", ""),
        (int) number(json, "seeds", ""),
        variations(field(json, "vary", "")));
  }

  private JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ScenarioException(
          "%s:%d:%d: no valid JSON: %s"
              .formatted(
                  source,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()));
    }
  }

  private List<Variation> variations(JsonNode vary) {
    List<Variation> variations = new ArrayList<>();
    for (JsonNode each : vary) {
      List<String> values = new ArrayList<>();
      field(each, "values", "vary.").forEach(value -> values.add(value.asText()));
      variations.add(new Variation(Parameter.named(word(each, "key", "vary.")), values));
    }
    return variations;
  }

  private Outcome outcome(JsonNode json, String place, SweepPlan plan, int cases) {
    long number = number(json, "case", place);
    long seed = number(json, "seed", place);
    if (number < 1 || number > cases) {
      throw wrong(place + "case", "is %d; there are %d".formatted(number, cases));
    }
    if (seed < plan.firstSeed() || seed - plan.firstSeed() >= plan.seeds()) {
      throw wrong(place + "seed", "is " + seed + ", which this sweep does not have");
    }
    return new Outcome(
        (int) number - 1,
        seed,
        constant(Verdict.values(), Verdict::word, json, "verdict", place),
        (int) number(json, "corruptions", place),
        counts(field(json, "breaches", place), place),
        constant(FencedBy.values(), FencedBy::word, json, "fencedBy", place),
        nanos(json, "detectionNanos", place),
        nanos(json, "fencingNanos", place),
        nanos(json, "holdNanos", place),
        nanos(json, "outageNanos", place),
        (int) number(json, "events", place));
  }

  private SortedMap<Rule, Integer> counts(JsonNode json, String place) {
    SortedMap<Rule, Integer> counts = new TreeMap<>(Rule.BY_CODE);
    json.properties()
        .forEach(each ->
            counts.put(
                Rule.of(each.getKey()), (int) number(json, each.getKey(), place + "breaches.")));
    return counts;
  }

  private OptionalLong nanos(JsonNode json, String name, String place) {
    if (field(json, name, place).isNull()) {
      return OptionalLong.empty();
    }
    long nanos = number(json, name, place);
    if (nanos < 0) {
      throw wrong(place + name, "is " + nanos + "; a duration is 0 or more");
    }
    return OptionalLong.of(nanos);
  }

  private <E> E constant(
      E[] all, Function<E, String> spelling, JsonNode json, String name, String place) {
    String word = word(json, name, place);
    for (E each : all) {
      if (spelling.apply(each).equals(word)) {
        return each;
      }
    }
    throw wrong(place + name, "\"" + word + "\" is not known");
  }

  private String word(JsonNode json, String name, String place) {
    JsonNode value = field(json, name, place);
    if (!value.isTextual()) {
      throw wrong(place + name, "is not a text");
    }
    return value.textValue();
  }

  private long number(JsonNode json, String name, String place) {
    JsonNode value = field(json, name, place);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(place + name, "is not a whole number");
    }
    return value.longValue();
  }

  private JsonNode field(JsonNode json, String name, String place) {
    JsonNode value = json.get(name);
    if (value == null) {
      throw wrong(place + name, "is missing");
    }
    return value;
  }

  private ScenarioException wrong(String place, String what) {
    return new ScenarioException(source + ": " + (place.isEmpty() ? "" : place + " ") + what);
  }
}
