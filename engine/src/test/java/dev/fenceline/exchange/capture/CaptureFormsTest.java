package dev.fenceline.exchange.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.exchange.capture.packet.LinkLayer;
import dev.fenceline.exchange.capture.packet.TimeUnits;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same stream of a Linux host, whatever it was captured on and written with. */
class CaptureFormsTest {
  private static final long NANOS_PER_MICRO = 1_000;

  private final List<Frame> ip;
  private final List<Pdu> expected;

  private record Pdu(long nanos, PduEvent.Passed passed) {}

  CaptureFormsTest() throws IOException {
    ip = Frames.ip("/real-logs/linux-simple.pcap");
    expected = pdus(CaptureFile.pcap(LITTLE_ENDIAN, false, LinkLayer.RAW, ip).read());
    // The number of PDUs that tshark counts in it.
    assertThat(expected).hasSize(103);
  }

  private static List<Pdu> pdus(Session session) {
    return session.events().stream()
        .filter(event -> event.detail() instanceof PduEvent.Passed)
        .map(event -> new Pdu(event.nanos(), (PduEvent.Passed) event.detail()))
        .toList();
  }

  private static Map<Integer, Long> types(Session session) {
    return pdus(session).stream()
        .collect(Collectors.groupingBy(pdu -> pdu.passed().type(), Collectors.counting()));
  }

  private static List<Frame> each(List<Frame> frames, UnaryOperator<byte[]> wrap) {
    return frames.stream().map(it -> new Frame(it.nanos(), wrap.apply(it.bytes()))).toList();
  }

  private void assertTellsTheSame(Session session) {
    assertThat(session.warnings()).isEmpty();
    assertThat(pdus(session)).isEqualTo(expected);
  }

  static Stream<Arguments> links() {
    return Stream.of(
        link("Ethernet", 1, Frames::ethernet),
        link("802.1Q", 1, it -> Frames.ethernet(it, 0x8100)),
        link("QinQ", 1, it -> Frames.ethernet(it, 0x88A8, 0x8100)),
        link("old QinQ", 1, it -> Frames.ethernet(it, 0x9100, 0x8100)),
        link("Linux cooked", 113, Frames::sll),
        link("Linux cooked 2", 276, Frames::sll2),
        link("BSD null, little", 0, it -> Frames.loopback(it, 2, LITTLE_ENDIAN)),
        link("BSD null, big", 0, it -> Frames.loopback(it, 2, BIG_ENDIAN)),
        link("OpenBSD loop", 108, it -> Frames.loopback(it, 2, BIG_ENDIAN)),
        link("raw IP", 101, it -> it),
        link("raw IP of BSD", 12, it -> it),
        link("IPv4", 228, it -> it),
        link("IPv4 with options", 1, it -> Frames.ethernet(Frames.withOptions(it))),
        link("segmented by the card", 101, Frames::withoutLength));
  }

  static Stream<Arguments> linksOfIpv6() {
    return Stream.of(
        link("Ethernet", 1, it -> Frames.ethernet(Frames.ipv6(it))),
        link("802.1Q", 1, it -> Frames.ethernet(Frames.ipv6(it), 0x8100)),
        link("Linux cooked", 113, it -> Frames.sll(Frames.ipv6(it))),
        link("Linux cooked 2", 276, it -> Frames.sll2(Frames.ipv6(it))),
        link("FreeBSD null", 0, it -> Frames.loopback(Frames.ipv6(it), 28, LITTLE_ENDIAN)),
        link("macOS null", 0, it -> Frames.loopback(Frames.ipv6(it), 30, LITTLE_ENDIAN)),
        link("OpenBSD loop", 108, it -> Frames.loopback(Frames.ipv6(it), 24, BIG_ENDIAN)),
        link("raw IP", 101, Frames::ipv6),
        link("IPv6", 229, Frames::ipv6),
        link("hop by hop", 101, it -> Frames.ipv6(it, 0)),
        link("whole fragment", 101, it -> Frames.ipv6(it, 44)),
        link("authentication", 101, it -> Frames.ipv6(it, 51)),
        link("all extensions", 1, it -> Frames.ethernet(Frames.ipv6(it, 0, 60, 43, 44, 51, 60))));
  }

  private static Arguments link(String name, int linkType, UnaryOperator<byte[]> wrap) {
    return Arguments.of(name, linkType, wrap);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"links", "linksOfIpv6"})
  void whateverIsAroundItThePdusAreTheSame(String name, int linkType, UnaryOperator<byte[]> wrap)
      throws IOException {
    List<Frame> frames = each(ip, wrap);

    assertTellsTheSame(CaptureFile.pcap(LITTLE_ENDIAN, false, linkType, frames).read());
  }

  static Stream<Arguments> classicForms() {
    return Stream.of(BIG_ENDIAN, LITTLE_ENDIAN)
        .flatMap(order -> Stream.of(Arguments.of(order, true), Arguments.of(order, false)));
  }

  @ParameterizedTest
  @MethodSource("classicForms")
  void aClassicFileMayHaveEitherByteOrderAndResolution(ByteOrder order, boolean isNanos)
      throws IOException {
    Session session = CaptureFile.pcap(order, isNanos, LinkLayer.RAW, ip).read();

    assertTellsTheSame(session);
    assertThat(session.events().getFirst().detail())
        .isEqualTo(new CaptureEvent.Opened(ip.getFirst().nanos()));
  }

  @Test
  void nanosecondsAreKept() throws IOException {
    List<Frame> later =
        ip.stream().map(it -> new Frame(it.nanos() + it.length() % 7, it.bytes())).toList();
    long first = later.getFirst().nanos();
    List<Long> seen = later.stream().map(it -> it.nanos() - first).toList();

    List<Pdu> told = pdus(CaptureFile.pcap(BIG_ENDIAN, true, LinkLayer.RAW, later).read());

    assertThat(told).extracting(Pdu::nanos).isSubsetOf(seen);
    assertThat(told).anyMatch(pdu -> pdu.nanos() % NANOS_PER_MICRO != 0);
  }

  @Test
  void frameCheckSequencesInTheLinkTypeAreNoMatter() throws IOException {
    int withFcs = 0x2400_0000 | LinkLayer.ETHERNET;
    List<Frame> frames = each(ip, Frames::ethernet);

    assertTellsTheSame(CaptureFile.pcap(BIG_ENDIAN, false, withFcs, frames).read());
  }

  @ParameterizedTest
  @CsvSource({"6, 1000", "9, 1"})
  void anInterfaceSaysItsResolutionAndOffset(int resolution, long nanosPerTick) throws IOException {
    for (ByteOrder order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
      long offsetSeconds = 1_000;
      CaptureFile file = CaptureFile.pcapng(order).describe(101, resolution, offsetSeconds);
      for (Frame frame : ip) {
        long nanos = frame.nanos() - offsetSeconds * 1_000_000_000;
        file.unknown().enhanced(0, nanos / nanosPerTick, frame);
      }

      Session session = file.read();

      assertTellsTheSame(session);
      assertThat(session.events().getFirst().detail())
          .isEqualTo(new CaptureEvent.Opened(ip.getFirst().nanos()));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 7, 7000000000", "3, 1500, 1500000000", "12, 1500000000000, 1500000000"})
  void aResolutionIsAPowerOfTen(int resolution, long time, long nanos) {
    assertThat(TimeUnits.MICROS.withResolution((byte) resolution).nanos(time)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 30, 32, 60})
  void orOfTwo(int exponent) {
    TimeUnits units = TimeUnits.MICROS.withResolution((byte) (0x80 | exponent));

    assertThat(units.nanos(3L << (exponent - 1))).isEqualTo(1_500_000_000);
  }

  @Test
  void sectionsHaveByteOrdersAndInterfacesOfTheirOwn() throws IOException {
    int half = ip.size() / 2;
    CaptureFile first = CaptureFile.pcapng(BIG_ENDIAN).describe(105, 0).describe(113, 9, 0);
    for (Frame frame : each(ip.subList(0, half), Frames::sll)) {
      first.enhanced(1, frame.nanos(), frame);
    }
    CaptureFile second = CaptureFile.pcapng(LITTLE_ENDIAN).describe(1, 0).describe(276, 0);
    for (Frame frame : ip.subList(half, ip.size())) {
      boolean isEven = frame.length() % 2 == 0;
      byte[] bytes = isEven ? Frames.ethernet(frame.bytes()) : Frames.sll2(frame.bytes());
      long micros = frame.nanos() / NANOS_PER_MICRO;
      second.enhanced(isEven ? 0 : 1, micros, new Frame(frame.nanos(), bytes));
    }

    assertTellsTheSame(first.then(second).read());
  }

  @Test
  void obsoletePacketsAreRead() throws IOException {
    for (ByteOrder order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
      CaptureFile file = CaptureFile.pcapng(order).describe(101, 0);
      for (Frame frame : ip) {
        file.obsolete(0, frame.nanos() / NANOS_PER_MICRO, frame);
      }

      assertTellsTheSame(file.read());
    }
  }

  @Test
  void simplePacketsAreReadWithoutTheirTimes() throws IOException {
    CaptureFile file = CaptureFile.pcapng(LITTLE_ENDIAN).describe(101, 0);
    ip.forEach(file::simple);

    Session session = file.read();

    assertThat(session.warnings()).isEmpty();
    assertThat(pdus(session))
        .extracting(Pdu::passed)
        .isEqualTo(expected.stream().map(Pdu::passed).toList());
  }

  /** Ethernet is not there: 96 bytes of its frames leave 30 of a PDU. */
  static Stream<Arguments> snapLengths() {
    return Stream.of(96, 128, 160, 256, 20 + 32 + 128 + 14)
        .map(kept -> Arguments.of(kept - 14, kept >= 128 ? Set.of(-1, 0, 1) : Set.of(-1)));
  }

  /**
   * The response that lies behind data in the same packet is cut off with them: 15 of 39. All other
   * PDUs are told, although of none of the long ones there is all; which queue they are of says the
   * tenth dword of a Connect.
   */
  @ParameterizedTest
  @MethodSource("snapLengths")
  void aCutCaptureTellsWhatItHasAndSaysWhatNot(int kept, Set<Integer> queues) throws IOException {
    List<Frame> cut = ip.stream().map(frame -> frame.cut(kept)).toList();
    CaptureFile simple = CaptureFile.pcapng(BIG_ENDIAN).describe(101, kept);
    cut.forEach(simple::simple);

    for (Session session :
        List.of(CaptureFile.pcap(BIG_ENDIAN, false, LinkLayer.RAW, cut).read(), simple.read())) {
      assertThat(types(session))
          .isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 24L, 6, 1L, 7, 19L, 9, 1L));
      assertThat(session.warnings()).hasSize(2).contains(CaptureReader.WITHOUT_CONNECTS);
      assertThat(session.warnings()).anyMatch(it -> it.contains(": 15 gaps"));
      assertThat(pdus(session))
          .extracting(pdu -> pdu.passed().qid())
          .containsOnly(queues.toArray(Integer[]::new));
      assertThat(session.events())
          .extracting(Event::detail)
          .filteredOn(CaptureEvent.Missing.class::isInstance)
          .extracting("reason")
          .containsOnly("packets were cut short by the capture");
    }
  }

  /** What of a PDU is there is told as it is in the whole capture: command, ID, length of data. */
  @Test
  void whatIsLeftOfACommandIsRight() throws IOException {
    List<Frame> cut = ip.stream().map(frame -> frame.cut(96 - 14)).toList();

    Session session = CaptureFile.pcap(BIG_ENDIAN, false, LinkLayer.RAW, cut).read();

    assertThat(commands(pdus(session))).hasSize(39).isEqualTo(commands(expected));
    assertThat(pdus(session)).extracting(pdu -> pdu.passed().header()).containsOnlyNulls();
  }

  private static List<Object> commands(List<Pdu> pdus) {
    return pdus.stream()
        .filter(pdu -> pdu.passed().type() == 4)
        .<Object>map(pdu ->
            List.of(
                pdu.nanos(), pdu.passed().opcode(), pdu.passed().cid(), pdu.passed().dataLength()))
        .toList();
  }

  /** The end of one read's data and the response to it. */
  @Test
  void aMissingPacketHidesNoPduWhoseHeaderIsThere() throws IOException {
    int lengthOfEnds = 20 + 32 + 1_224;
    List<Frame> lossy = new ArrayList<>(ip);
    Frame end = ip.stream().filter(it -> it.length() == lengthOfEnds).findFirst().orElseThrow();
    lossy.remove(end);

    Session session = CaptureFile.pcap(BIG_ENDIAN, false, LinkLayer.RAW, lossy).read();

    assertThat(types(session))
        .isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 38L, 6, 1L, 7, 19L, 9, 1L));
    assertThat(session.events())
        .extracting(Event::detail)
        .filteredOn(CaptureEvent.Missing.class::isInstance)
        .singleElement()
        .extracting("bytes", "reason")
        .containsExactly(1_224L, "packets are missing");
  }

  private static boolean isOfTarget(Frame frame) {
    int sourcePort = Short.toUnsignedInt(ByteBuffer.wrap(frame.bytes()).getShort(20));
    return sourcePort == 4420;
  }

  /** As two interfaces write whose buffers are emptied in turns. */
  @Test
  void packetsAreSortedByTheirTimes() throws IOException {
    List<Frame> disordered = new ArrayList<>();
    for (int at = 0; at < 180; at += 20) {
      List<Frame> turn = ip.subList(at, at + 20);
      turn.stream().filter(CaptureFormsTest::isOfTarget).forEach(disordered::add);
      turn.stream().filter(it -> !isOfTarget(it)).forEach(disordered::add);
    }
    assertThat(disordered).isNotEqualTo(ip.subList(0, 180));
    disordered.addAll(ip.subList(180, ip.size()));

    assertTellsTheSame(CaptureFile.pcap(BIG_ENDIAN, true, LinkLayer.RAW, disordered).read());
  }

  @Test
  void thatAPacketIsMuchTooLateIsSaid() throws IOException {
    List<Frame> disordered = new ArrayList<>(ip);
    disordered.addLast(disordered.removeFirst());

    Session session = CaptureFile.pcap(BIG_ENDIAN, true, LinkLayer.RAW, disordered).read();

    assertThat(session.warnings())
        .contains("Not in the order of time: 1 packet; reordercap or mergecap can sort them.");
  }

  @Test
  void packetsWithoutAWholeTcpHeaderAreCounted() throws IOException {
    List<Frame> cut = new ArrayList<>(ip);
    cut.add(ip.getLast().cut(30));
    cut.add(ip.getLast().cut(10));

    Session session = CaptureFile.pcap(BIG_ENDIAN, false, LinkLayer.RAW, cut).read();

    assertThat(pdus(session)).isEqualTo(expected);
    assertThat(session.warnings())
        .containsExactly("Cut within the headers and of no use: 2 packets.");
  }
}
