package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.capture.CaptureWriter;
import dev.fenceline.exchange.capture.RecordedBytes;
import dev.fenceline.exchange.capture.packet.CaptureForm;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.tap.pdu.ByteTap;
import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture of our host with our target holds what the run recorded, and tshark agrees. */
@Tag("slow")
class CaptureOfRunTest {
  private static final String BOTH_RESET = "cross-ccr";

  @TempDir static Path folder;

  /** One run for all, since runs are what takes long: its timeline, and its captures. */
  private static @Nullable Lab bothReset;

  /** Shows two writers what passes. */
  private record Both(ByteTap first, ByteTap second) implements ByteTap {
    @Override
    public void bytes(
        long nanos, String path, int connection, Direction direction, Point point, ByteBuf view) {
      first.bytes(nanos, path, connection, direction, point, view.duplicate());
      second.bytes(nanos, path, connection, direction, point, view.duplicate());
    }

    @Override
    public void ended(long nanos, String path, int connection, Direction direction, Point point) {
      first.ended(nanos, path, connection, direction, point);
      second.ended(nanos, path, connection, direction, point);
    }
  }

  @BeforeAll
  static void run() throws IOException {
    bothReset = capture(BOTH_RESET);
  }

  @AfterAll
  static void forget() {
    bothReset = null;
  }

  private static Lab bothReset() {
    return Objects.requireNonNull(bothReset);
  }

  private static Path file(String id, CaptureForm form) {
    return folder.resolve(id + "." + form.name().toLowerCase(Locale.ROOT));
  }

  /** Runs a scenario and writes it in both forms. */
  private static Lab capture(String id) throws IOException {
    Scenario scenario = ScenarioLibrary.open(id);
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    try (OutputStream pcap = output(file(id, CaptureForm.PCAP));
        OutputStream pcapng = output(file(id, CaptureForm.PCAPNG))) {
      CaptureWriter first = CaptureWriter.ofRun(pcap, CaptureForm.PCAP);
      CaptureWriter second = CaptureWriter.ofRun(pcapng, CaptureForm.PCAPNG);
      lab.addWriter(first);
      lab.addWriter(second);
      lab.showBytes(new Both(first, second));
      lab.run();
      first.finish();
      second.finish();
    }
    return lab;
  }

  private static OutputStream output(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** The PDUs at the host's end of each path, in order, without their lanes' names. */
  private static List<Object> atHost(List<Event> events) {
    List<Object> pdus = new ArrayList<>();
    for (Event event : events) {
      if (event.detail() instanceof PduEvent.Passed pdu && isAtHost(pdu)) {
        pdus.add(List.of(event.nanos(), pdu));
      }
    }
    return pdus;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAgain(CaptureForm form) throws IOException {
    Session read = Formats.read(file(BOTH_RESET, form));

    assertThat(read.warnings()).isEmpty();
    assertThat(atHost(read.events()))
        .hasSizeGreaterThan(1_000)
        .containsExactlyInAnyOrderElementsOf(atHost(bothReset().timeline().events()));
  }

  /** What a capture with {@code tcpdump -s} has of the same run: every PDU, but not all of each. */
  @ParameterizedTest
  @ValueSource(ints = {96, 128, 160, 256})
  void ofPacketsThatAreCutShortEveryPduIsTold(int kept) throws IOException {
    byte[] whole = Files.readAllBytes(file(BOTH_RESET, CaptureForm.PCAP));
    Path cut = Files.write(folder.resolve("cut.pcap"), cut(whole, kept));

    Session read = Formats.read(cut);

    assertThat(read.warnings()).singleElement().asString().contains("tcpdump -s 0");
    assertThat(beginnings(read.events()))
        .containsExactlyInAnyOrderElementsOf(beginnings(bothReset().timeline().events()));
  }

  /** A little-endian pcap as a capture would have it that keeps so many bytes of each packet. */
  private static byte[] cut(byte[] pcap, int kept) {
    ByteBuffer in = ByteBuffer.wrap(pcap).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer out = ByteBuffer.allocate(pcap.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(in.slice(0, 24));
    in.position(24);
    while (in.hasRemaining()) {
      out.putLong(in.getLong());
      int length = in.getInt();
      int left = Math.min(kept, length);
      out.putInt(left).putInt(in.getInt()).put(in.slice(in.position(), left));
      in.position(in.position() + length);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** What the first bytes of the PDUs at the host's end say. */
  private static List<Object> beginnings(List<Event> events) {
    List<Object> beginnings = new ArrayList<>();
    for (Event event : events) {
      if (event.detail() instanceof PduEvent.Passed pdu && isAtHost(pdu)) {
        beginnings.add(
            List.of(
                event.nanos(),
                pdu.connection(),
                pdu.direction(),
                pdu.type(),
                pdu.opcode(),
                pdu.cid(),
                pdu.status(),
                pdu.dataLength()));
      }
    }
    return beginnings;
  }

  private static boolean isAtHost(PduEvent.Passed pdu) {
    return (pdu.direction() == Direction.TO_TARGET) == (pdu.point() == Point.ENTERED);
  }

  @Test
  void aRecordingIsWrittenWithoutItsData() throws IOException {
    Lab lab = bothReset();
    Path file = folder.resolve("recorded.pcap");
    try (OutputStream out = output(file)) {
      RecordedBytes.write(Session.of(lab.header(), lab.timeline().events()), out, CaptureForm.PCAP);
    }
    Session read = Formats.read(file);
    assertThat(read.warnings()).isEmpty();
    assertThat(atHost(read.events())).hasSameSizeAs(atHost(lab.timeline().events()));
    Tshark.Findings findings = Tshark.dissect(folder, out -> Files.copy(file, out));
    assertThat(findings.complaints()).isEmpty();
    assertThat(findings.types().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(atHost(lab.timeline().events()).size());
  }
}
