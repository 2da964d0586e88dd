package dev.fenceline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.event.Event;
import dev.fenceline.exchange.kernellog.KernelLine;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Writes the report as the JSON that {@code schemas/report.json} describes. */
public final class JsonReport {
  /** The version changes when a field gets another meaning or is removed, not when one is added. */
  static final int VERSION = 1;

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonReport() {}

  /** Returns one object over several lines, ending with a line feed. */
  public static String write(TestReport report) {
    ObjectNode root = JSON.objectNode();
    root.put("version", VERSION);
    root.put("good", report.isGood());
    for (RowVerdict verdict : RowVerdict.values()) {
      root.put(
          verdict == RowVerdict.NOT_APPLICABLE ? "notApplicable" : verdict.words(),
          report.count(verdict));
    }
    ReportEnvironment environment = report.environment();
    root.putObject("environment")
        .put("fenceline", environment.program())
        .put("java", environment.java())
        .put("system", environment.system())
        .put("madeAt", environment.madeAt().toString())
        .put("target", environment.target());
    ArrayNode rows = root.putArray("rows");
    report.rows().forEach(row -> rows.add(row(row)));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }

  private static ObjectNode row(ReportRow row) {
    Scenario scenario = row.scenario();
    ObjectNode node = JSON.objectNode();
    node.put("id", scenario.id());
    node.put("group", scenario.group().name().toLowerCase(Locale.ROOT));
    node.put("title", scenario.title());
    node.put("seed", row.seed());
    node.put("verdict", row.verdict().key());
    node.put("reason", row.reason());
    ArrayNode notes = node.putArray("notes");
    row.notes().forEach(notes::add);
    node.set("configuration", configuration(Configuration.of(scenario)));
    ArrayNode expected = node.putArray("expected");
    row.expected().forEach(expected::add);
    Evidence evidence = row.evidence();
    if (evidence != null) {
      ArrayNode seen = node.putArray("seen");
      row.seen().forEach(seen::add);
      node.set("missed", findings(row.missed()));
      evidence(node, row, evidence);
    }
    return node;
  }

  private static void evidence(ObjectNode node, ReportRow row, Evidence evidence) {
    node.putObject("data")
        .put("expected", row.expectedData())
        .put("seen", evidence.summary().verdict().word())
        .put("corruptions", evidence.summary().corruptions())
        .put("blocksChecked", evidence.summary().blocksChecked())
        .put("writes", evidence.summary().writes());
    ArrayNode outages = node.putArray("outages");
    evidence.outages().forEach(outage -> outages.add(outage(outage)));
    ArrayNode done = node.putArray("done");
    for (Intervention each : evidence.done()) {
      done.addObject().put("nanos", each.nanos()).put("command", each.command());
    }
    node.set("findings", findings(evidence.findings()));
    ArrayNode log = node.putArray("kernelLog");
    for (KernelLine line : evidence.kernelLog()) {
      log.addObject()
          .put("nanos", line.nanos())
          .put("device", line.device())
          .put("text", line.text());
    }
  }

  private static ObjectNode configuration(Configuration configuration) {
    return JSON.objectNode()
        .put("policy", configuration.policy().word())
        .put("katoMillis", configuration.katoMillis())
        .put("trafficBasedKeepAlive", configuration.trafficBased())
        .put("cqtMillis", configuration.cqtMillis())
        .put("ccrLimit", configuration.ccrLimit())
        .put("timeoutMillis", configuration.timeoutMillis())
        .put("timeoutFormula", configuration.formula());
  }

  private static ObjectNode outage(Outage outage) {
    Recovery recovery = outage.recovery();
    ObjectNode node =
        JSON.objectNode()
            .put("controller", recovery.controller())
            .put("trigger", recovery.trigger())
            .put("fencedBy", recovery.fencedByOrNull())
            .put("source", recovery.source())
            .put("writesHeld", recovery.writesHeldOrNull())
            .put("writesHeldSeen", recovery.writesHeldSeen())
            .put("io", recovery.io().wordOrNull())
            .put("operationsFailed", recovery.operationsFailedOrNull())
            .put("attempts", recovery.attemptsOrNull())
            .put("attemptsSeen", recovery.attempts())
            .put("outcome", recovery.outcome().word());
    put(node, "failedNanos", recovery.failedNanos());
    put(node, "lastHeardNanos", recovery.lastHeardNanos());
    put(node, "detectedNanos", recovery.seenDetectedNanos());
    put(node, "detectionNanos", outage.detectionNanos());
    put(node, "fencingNanos", outage.fencingNanos());
    put(node, "holdNanos", outage.holdNanos());
    put(node, "ioOutageNanos", outage.ioOutageNanos());
    put(node, "reconnectNanos", outage.reconnectNanos());
    put(node, "pathOutageNanos", outage.totalNanos());
    return node;
  }

  private static void put(ObjectNode node, String name, OptionalLong nanos) {
    if (nanos.isPresent()) {
      node.put(name, nanos.getAsLong());
    } else {
      node.putNull(name);
    }
  }

  private static ArrayNode findings(List<LocatedFinding> findings) {
    ArrayNode nodes = JSON.arrayNode();
    for (LocatedFinding found : findings) {
      ObjectNode node = nodes.addObject();
      node.put("severity", found.finding().severity().name().toLowerCase(Locale.ROOT));
      node.put("rule", found.finding().rule().code());
      node.put("text", found.finding().text());
      ArrayNode where = node.putArray("where");
      for (Event event : found.where()) {
        where
            .addObject()
            .put("nanos", event.nanos())
            .put("lane", event.lane().toString())
            .put("event", event.sequence());
      }
    }
    return nodes;
  }
}
