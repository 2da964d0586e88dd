package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.capture.CaptureWriter;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wireshark finds in the capture of every scenario exactly the PDUs that our host and our target
 * exchanged, and nothing wrong with any.
 */
@Tag("slow")
class LibraryCapturesTest {
  @TempDir private Path folder;

  /** Counts the PDUs at the host's end of each path. */
  private static final class AtHost implements Consumer<Event> {
    private final Map<Integer, Long> types = new TreeMap<>();
    private long withData;

    @Override
    public void accept(Event event) {
      if (event.detail() instanceof PduEvent.Passed pdu
          && (pdu.direction() == Direction.TO_TARGET) == (pdu.point() == Point.ENTERED)) {
        types.merge(pdu.type(), 1L, Long::sum);
        withData += pdu.dataLength() > 0 ? 1 : 0;
      }
    }

    private long withHeaderDigest() {
      return types.entrySet().stream()
          .filter(it -> PduType.ofCode(it.getKey()).digested())
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  static List<String> ids() {
    return ScenarioLibrary.ids();
  }

  private Tshark.Findings dissected(Scenario scenario, AtHost atHost) throws IOException {
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.addWriter(atHost);
    return Tshark.dissect(
        folder,
        out -> {
          CaptureWriter capture = CaptureWriter.ofRun(out, CaptureForm.PCAP);
          lab.addWriter(capture);
          lab.showBytes(capture);
          lab.run();
          capture.finish();
        });
  }

  private static void assertAgreed(Tshark.Findings findings, AtHost atHost) {
    assertThat(findings.complaints()).isEmpty();
    assertThat(findings.types()).isNotEmpty().isEqualTo(atHost.types);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void tsharkSeesThePdusOfEveryScenarioAndNothingMalformed(String id) throws IOException {
    AtHost atHost = new AtHost();

    Tshark.Findings findings = dissected(ScenarioLibrary.open(id), atHost);

    assertAgreed(findings, atHost);
    assertThat(findings.goodHeaderDigests()).isZero();
  }

  @Test
  void tsharkFindsEveryDigestRight() throws IOException {
    Scenario plain = ScenarioLibrary.open("fast-io-fail");
    Scenario withHeaders = Parameter.named("header-digest").apply(plain, "on");
    AtHost atHost = new AtHost();

    Tshark.Findings findings =
        dissected(Parameter.named("data-digest").apply(withHeaders, "on"), atHost);

    assertAgreed(findings, atHost);
    assertThat(findings.goodHeaderDigests()).isPositive().isEqualTo(atHost.withHeaderDigest());
    assertThat(findings.goodDataDigests()).isPositive().isEqualTo(atHost.withData);
  }
}
