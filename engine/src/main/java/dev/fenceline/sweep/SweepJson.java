package dev.fenceline.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fenceline.event.value.Rule;
import dev.fenceline.scenario.ScenarioWriter;
import dev.fenceline.session.ProgramVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Writes a result as the JSON that {@code schemas/sweep.json} describes. The same result always
 * gives the same bytes.
 */
public final class SweepJson {
  static final String FORMAT = "fenceline-sweep";

  /** The format of {@link KeptRuns}. */
  static final String LINES_FORMAT = "fenceline-sweep-runs";

  static final int VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private SweepJson(JsonGenerator json) {
    this.json = json;
  }

  /** Returns one JSON object, ending with a line feed. {@link SweepReader} can read it. */
  public static String write(SweepResult result) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.setPrettyPrinter(new LineForEachRow());
      new SweepJson(generator).result(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** Returns the first line of a file of {@link KeptRuns}. */
  static String header(SweepPlan plan, Shard shard) {
    return line(each -> {
      each.json.writeStringField("format", LINES_FORMAT);
      each.json.writeNumberField("version", VERSION);
      each.json.writeStringField("program", ProgramVersion.number());
      each.plan(plan);
      each.json.writeStringField("shard", shard.toString());
    });
  }

  /** Returns the line of a run in a file of {@link KeptRuns}. */
  static String line(Outcome outcome) {
    return line(each -> each.fields(outcome));
  }

  private static String line(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      generator.writeStartObject();
      fields.write(new SweepJson(generator));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** Writes fields of an object. */
  private interface Fields {
    void write(SweepJson json) throws IOException;
  }

  private void result(SweepResult result) throws IOException {
    SweepPlan plan = result.plan();
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    plan(plan);
    json.writeStringField("shard", result.shard().toString());
    json.writeBooleanField("complete", result.isComplete());
    json.writeNumberField("runs", result.outcomes().size());
    json.writeNumberField("corrupt", result.corrupt().count());
    json.writeNumberField("breaches", result.breachCount());
    json.writeNumberField("failed", result.failed());
    json.writeArrayFieldStart("cases");
    for (CaseResult each : result.cases()) {
      writeCase(each);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("outcomes");
    for (Outcome each : result.outcomes()) {
      json.writeStartObject();
      fields(each);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void plan(SweepPlan plan) throws IOException {
    json.writeFieldName("scenario");
    json.writeRawValue(ScenarioWriter.write(plan.scenario()));
    json.writeNumberField("firstSeed", plan.firstSeed());
    json.writeNumberField("seeds", plan.seeds());
    json.writeArrayFieldStart("vary");
    for (Variation variation : plan.variations()) {
      json.writeStartObject();
      json.writeStringField("key", variation.parameter().key());
      json.writeArrayFieldStart("values");
      for (String value : variation.values()) {
        json.writeString(value);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCase(CaseResult result) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("settings");
    for (ParameterSetting setting : result.sweepCase().settings()) {
      json.writeStringField(setting.parameter().key(), setting.value());
    }
    json.writeEndObject();
    Proportion corrupt = result.corrupt();
    json.writeNumberField("runs", corrupt.of());
    json.writeNumberField("corrupt", corrupt.count());
    json.writeNumberField("corruptLow", rounded(corrupt.interval().low()));
    json.writeNumberField("corruptHigh", rounded(corrupt.interval().high()));
    json.writeNumberField("failed", result.failed());
    json.writeNumberField("missed", result.missed());
    counts("breaches", result.breaches());
    percentiles("detectionNanos", result.detection());
    percentiles("fencingNanos", result.fencing());
    percentiles("holdNanos", result.hold());
    percentiles("outageNanos", result.outage());
    json.writeEndObject();
  }

  /** Rounds to a millionth, which is finer than the precision of any sweep. */
  private static double rounded(double fraction) {
    return Math.round(fraction * 1e6) / 1e6;
  }

  private void percentiles(String name, Percentiles spread) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("runs", spread.runs());
    if (spread.runs() > 0) {
      json.writeNumberField("p50", spread.p50());
      json.writeNumberField("p90", spread.p90());
      json.writeNumberField("p99", spread.p99());
      json.writeNumberField("max", spread.max());
    }
    json.writeEndObject();
  }

  private void fields(Outcome outcome) throws IOException {
    json.writeNumberField("case", outcome.caseIndex() + 1);
    json.writeNumberField("seed", outcome.seed());
    json.writeStringField("verdict", outcome.verdict().word());
    json.writeNumberField("corruptions", outcome.corruptions());
    counts("breaches", outcome.breaches());
    json.writeStringField("fencedBy", outcome.fencedBy().word());
    nanos("detectionNanos", outcome.detectionNanos());
    nanos("fencingNanos", outcome.fencingNanos());
    nanos("holdNanos", outcome.holdNanos());
    nanos("outageNanos", outcome.outageNanos());
    json.writeNumberField("events", outcome.events());
  }

  private void counts(String name, Map<Rule, Integer> counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Rule, Integer> each : counts.entrySet()) {
      json.writeNumberField(each.getKey().code(), each.getValue());
    }
    json.writeEndObject();
  }

  private void nanos(String name, OptionalLong duration) throws IOException {
    if (duration.isPresent()) {
      json.writeNumberField(name, duration.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }
}
