package dev.fenceline.exchange.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.exchange.capture.packet.LinkLayer;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PDUs that break a rule hide no conversation: they are told, and what they break. */
class BrokenRulesTest {
  private static final int COMMAND = 8;

  /** Up to here of the stream neither a beginning nor a Connect is left. */
  private static final int BEGINNING = 60;

  private final List<Frame> ip = Frames.ip("/real-logs/linux-simple.pcap");

  BrokenRulesTest() throws IOException {}

  private static Session read(List<Frame> frames) throws IOException {
    return CaptureFile.pcap(LITTLE_ENDIAN, false, LinkLayer.RAW, frames).read();
  }

  private static int payloadAt(byte[] ip) {
    int tcp = (ip[0] & 0x0F) * 4;
    return tcp + (ip[tcp + 12] >> 4 & 0x0F) * 4;
  }

  /** The same packets; a PDU of this type that begins one is changed. */
  private static List<Frame> changed(List<Frame> frames, PduType type, Consumer<byte[]> change) {
    return frames.stream()
        .map(frame -> {
          byte[] bytes = frame.bytes().clone();
          int at = payloadAt(bytes);
          if (bytes.length > at + 2
              && bytes[at] == type.code()
              && (bytes[at + 2] & 0xFF) == type.headerLength()) {
            byte[] pdu = Arrays.copyOfRange(bytes, at, bytes.length);
            change.accept(pdu);
            System.arraycopy(pdu, 0, bytes, at, pdu.length);
          }
          return new Frame(frame.nanos(), bytes);
        })
        .toList();
  }

  /** What passed, without the headers that show what was changed. */
  private static List<Object> pdus(Session session) {
    return session.events().stream()
        .map(Event::detail)
        .filter(PduEvent.Passed.class::isInstance)
        .map(PduEvent.Passed.class::cast)
        .map(it -> (Object) List.of(it.type(), it.cid(), it.qid(), it.opcode(), it.dataLength()))
        .toList();
  }

  private static Consumer<byte[]> set(int at, int mask) {
    return pdu -> pdu[at] |= (byte) mask;
  }

  private static Consumer<byte[]> clear(int at, int mask) {
    return pdu -> pdu[at] &= (byte) ~mask;
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        Arguments.of(
            PduType.CAPSULE_CMD,
            clear(COMMAND + 1, 0xC0),
            "commands with PSDT 0, though fabrics have SGLs only (39, the first at 0.057 s)"),
        Arguments.of(
            PduType.CAPSULE_CMD,
            set(COMMAND + 1, 0xC0),
            "commands with PSDT 3, which is reserved (39, the first at 0.057 s)"),
        Arguments.of(
            PduType.CAPSULE_CMD,
            set(COMMAND + 1, 0x10),
            "commands with reserved bits set in their flags (39, the first at 0.057 s)"),
        Arguments.of(
            PduType.CAPSULE_CMD,
            set(COMMAND + 39, 0xF0),
            "commands with an SGL that NVMe/TCP does not have (39, the first at 0.057 s)"),
        Arguments.of(
            PduType.CAPSULE_RESP,
            set(COMMAND + 14, 1),
            "responses with the phase bit set, which fabrics reserve (24, the first at 0.061 s)"),
        Arguments.of(
            PduType.R2T,
            set(1, 0x80),
            "PDUs with reserved bits set in FLAGS (1, which came at 0.502 s)"),
        Arguments.of(
            PduType.C2H_DATA,
            set(22, 0x80),
            "PDUs with reserved bytes of the header set (19, the first at 0.079 s)"),
        Arguments.of(
            PduType.C2H_DATA,
            set(1, 0x08).andThen(clear(1, 0x04)),
            "C2HData PDUs with SUCCESS that are not the last (19, the first at 0.079 s)"),
        Arguments.of(
            PduType.H2C_DATA,
            set(16, 1),
            "data PDUs whose DATAL is not what PLEN leaves (1, which came at 0.503 s)"),
        Arguments.of(
            PduType.IC_REQ,
            set(8, 1),
            "ICReq and ICResp with a PFV that is not 0 (2, the first at 0.017 s)"),
        Arguments.of(
            PduType.IC_RESP,
            set(10, 0xFF),
            "ICReq and ICResp with a data alignment above 31 (2, the first at 0.019 s)"),
        Arguments.of(
            PduType.IC_RESP,
            set(12, 1),
            "ICResp with a MAXH2CDATA below 4,096 or not in dwords (2, the first at 0.019 s)"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("breaches")
  void aBreachIsToldAndHidesNothing(PduType type, Consumer<byte[]> change, String words)
      throws IOException {
    Session session = read(changed(ip, type, change));

    assertThat(pdus(session)).isEqualTo(pdus(read(ip)));
    assertThat(details(session, PduEvent.Malformed.class)).isEmpty();
    assertThat(details(session, ControllerEvent.class))
        .isEqualTo(details(read(ip), ControllerEvent.class))
        .isNotEmpty();
    assertThat(session.warnings())
        .containsExactly("PDUs break rules of NVMe/TCP and are shown nevertheless: " + words + ".");
  }

  private static List<Object> details(Session session, Class<?> type) {
    return session.events().stream()
        .map(event -> (Object) event.detail())
        .filter(type::isInstance)
        .toList();
  }

  /** Of these nobody saw the beginning: they are known by what the PDUs say. */
  static Stream<Arguments> breachesOfIo() {
    return breaches()
        .filter(it ->
            it.get()[0] != PduType.IC_REQ
                && it.get()[0] != PduType.IC_RESP
                && it.get()[0] != PduType.H2C_DATA);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("breachesOfIo")
  void soItIsWhereTheBeginningIsMissing(PduType type, Consumer<byte[]> change, String words)
      throws IOException {
    List<Frame> rest = ip.subList(BEGINNING, ip.size());
    String what = words.substring(0, words.indexOf(" ("));

    Session session = read(changed(rest, type, change));

    assertThat(pdus(session)).isNotEmpty().isEqualTo(pdus(read(rest)));
    assertThat(session.warnings()).filteredOn(it -> it.contains(what)).hasSize(1);
  }

  /** Only a host that says PSDT 0 was captured: nothing that comes back tells what this is. */
  @Test
  void commandsOfPsdt0AloneAreEnough() throws IOException {
    List<Frame> toTarget =
        ip.subList(BEGINNING, ip.size()).stream()
            .filter(it -> ByteBuffer.wrap(it.bytes()).getShort(22) == 4420)
            .toList();

    Session session = read(changed(toTarget, PduType.CAPSULE_CMD, clear(COMMAND + 1, 0xC0)));

    assertThat(pdus(session)).isNotEmpty().isEqualTo(pdus(read(toTarget)));
  }

  /** And if of each packet little was kept. */
  @Test
  void orWherePacketsAreCut() throws IOException {
    for (int kept : new int[] {82, 114, 200}) {
      List<Frame> cut =
          changed(ip, PduType.CAPSULE_CMD, clear(COMMAND + 1, 0xC0)).stream()
              .map(it -> it.cut(kept))
              .toList();
      Session plain = read(ip.stream().map(it -> it.cut(kept)).toList());

      Session session = read(cut);

      assertThat(pdus(session)).isEqualTo(pdus(plain));
      assertThat(session.warnings()).hasSize(plain.warnings().size() + 1);
    }
  }

  /** A length that does not fit its PDU is no breach that could be stepped over. */
  @Test
  void bytesThatAreNoPduAreAGapAndWhatFollowsIsTold() throws IOException {
    int[] seen = {0};
    List<Frame> frames =
        changed(ip, PduType.CAPSULE_RESP, pdu -> pdu[4] = seen[0]++ == 5 ? (byte) 25 : pdu[4]);

    Session session = read(frames);

    assertThat(pdus(session)).hasSize(pdus(read(ip)).size() - 1);
    assertThat(details(session, PduEvent.Malformed.class)).hasSize(1);
    assertThat(details(session, CaptureEvent.Missing.class)).hasSize(1);
  }

  /** Whatever stands in the packets, the reader says something of it or that it cannot. */
  @Tag("slow")
  @Property(tries = 400)
  void nothingThrows(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    int kind = random.nextInt(4);
    List<Frame> frames =
        ip.stream()
            .map(frame -> {
              byte[] around = around(frame.bytes(), kind);
              damage(around, random);
              Frame damaged = new Frame(frame.nanos(), around);
              return random.nextInt(20) == 0 ? damaged.cut(random.nextInt(200)) : damaged;
            })
            .filter(_ -> random.nextInt(50) != 0)
            .toList();

    try {
      Session session = CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames).read();
      assertThat(session.events()).isNotEmpty();
    } catch (CaptureException nothing) {
      assertThat(nothing).hasMessageContaining("there is no NVMe/TCP in this capture");
    }
  }

  private static byte[] around(byte[] ip, int kind) {
    return switch (kind) {
      case 0 -> Around.frame(ip);
      case 1 -> Around.frame(Around.ipv4(17, Around.udp(4789, Around.vxlan(Around.frame(ip)))));
      case 2 ->
          Around.frame(
              Around.ipv6(17, Around.udp(6081, Around.geneve(0x6558, true, Around.frame(ip)))));
      default ->
          Around.frame(
              Around.ipv4(
                  47,
                  Around.gre(
                      0xB000, 0x8847, Around.mpls(2, Around.controlWord(Around.frame(ip))))));
    };
  }

  private static void damage(byte[] bytes, Random random) {
    IntStream.range(0, random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0)
        .forEach(_ -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256));
  }
}
