package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.capture.CaptureWriter;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A capture that has not all packets: a command whose answer was in one of those that are missing
 * was not held and did not go elsewhere, and a reset may have been in one of them.
 */
@Tag("slow")
class LossyCaptureTest {
  private static final int FILE_HEADER_BYTES = 24;
  private static final int PACKET_HEADER_BYTES = 16;
  private static final int LENGTH_AT = 8;

  /** One of so many packets is missing. */
  private static final int EACH = 97;

  private static final Scenario SCENARIO =
      ScenarioReader.read(
          """
          {"id": "lossy", "title": "lossy",
           "host": {"policy": "best", "kato": "1 s", "reconnectDelay": "1 s"},
           "target": {"ccrLimit": 4},
           "workload": {"access": "read-write", "workers": 3, "period": "60 ms", "jitter": "5 ms",
                        "blocks": 16, "longest": "7 s"},
           "faults": [{"fault": "refuse", "path": "B", "at": "4 s", "until": "60 s"}]}
          """,
          "lossy");

  @TempDir Path folder;

  @Test
  void whatIsNotInItIsNotMadeUp() throws IOException {
    Path whole = folder.resolve("whole.pcap");
    Lab lab = Lab.inVirtualTime(SCENARIO, SCENARIO.seed());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(whole))) {
      CaptureWriter writer = CaptureWriter.ofRun(out, CaptureForm.PCAP);
      lab.addWriter(writer);
      lab.showBytes(writer);
      lab.run();
      writer.finish();
    }
    Path lossy = folder.resolve("lossy.pcap");
    Files.write(lossy, without(Files.readAllBytes(whole)));

    Timeline read = Timeline.of(Formats.read(lossy).events());
    assertThat(Recoveries.of(lab.timeline()))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy)
        .returns(0, Recovery::writesHeldSeen);
    assertThat(Recoveries.of(read))
        .singleElement()
        .returns(0, Recovery::writesHeldSeen)
        .returns(null, Recovery::writesHeldOrNull)
        .extracting(Recovery::fencedBy)
        .isIn(FencedBy.CCR, FencedBy.NOT_KNOWN);
    assertThat(read.events()).noneMatch(event -> event.detail() instanceof IoEvent.FailedOver);
  }

  private static byte[] without(byte[] capture) {
    ByteBuffer in = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(capture, 0, FILE_HEADER_BYTES);
    int at = FILE_HEADER_BYTES;
    for (int i = 0; at < capture.length; i++) {
      int bytes = PACKET_HEADER_BYTES + in.getInt(at + LENGTH_AT);
      if (i % EACH != 0) {
        out.write(capture, at, bytes);
      }
      at += bytes;
    }
    return out.toByteArray();
  }
}
