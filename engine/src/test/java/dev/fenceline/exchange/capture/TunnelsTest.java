package dev.fenceline.exchange.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.exchange.capture.packet.CaptureException;
import dev.fenceline.exchange.capture.packet.PacketDecoder;
import dev.fenceline.lab.Tshark;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the packets of a connection were put into, what they say is read; tshark agrees. */
@Tag("slow")
class TunnelsTest {
  private static final int UDP = 17;
  private static final int GRE = 47;

  @TempDir private Path folder;

  private final List<Frame> ip = Frames.ip("/real-logs/linux-simple.pcap");
  private final List<Event> expected =
      story(CaptureFile.pcap(LITTLE_ENDIAN, false, 101, ip).read());

  TunnelsTest() throws IOException {}

  /** All that is told but how the file was. */
  private static List<Event> story(Session session) {
    return session.events().stream()
        .filter(event -> !(event.detail() instanceof CaptureEvent))
        .toList();
  }

  private static List<Frame> each(List<Frame> frames, UnaryOperator<byte[]> wrap) {
    return frames.stream().map(it -> new Frame(it.nanos(), wrap.apply(it.bytes()))).toList();
  }

  private static Arguments in(String name, UnaryOperator<byte[]> wrap) {
    return Arguments.of(name, wrap);
  }

  private static byte[] udp4(int port, byte[] inner) {
    return Around.frame(Around.ipv4(UDP, Around.udp(port, inner)));
  }

  private static byte[] udp6(int port, byte[] inner) {
    return Around.frame(Around.ipv6(UDP, Around.udp(port, inner)));
  }

  private static byte[] gre4(byte[] gre) {
    return Around.frame(Around.ipv4(GRE, gre));
  }

  static Stream<Arguments> overUdp() {
    return Stream.of(
        in("VXLAN", it -> udp4(4789, Around.vxlan(Around.frame(it)))),
        in("VXLAN of Linux and flannel", it -> udp4(8472, Around.vxlan(Around.frame(it)))),
        in("VXLAN over IPv6", it -> udp6(4789, Around.vxlan(Around.frame(it)))),
        in("VXLAN-GPE with IP", it -> udp4(4790, Around.vxlanGpe(1, it))),
        in("VXLAN-GPE with a frame", it -> udp4(4790, Around.vxlanGpe(3, Around.frame(it)))),
        in("Geneve", it -> udp4(6081, Around.geneve(0x6558, false, Around.frame(it)))),
        in("Geneve with options", it -> udp4(6081, Around.geneve(0x6558, true, Around.frame(it)))),
        in("Geneve with IP", it -> udp6(6081, Around.geneve(0x0800, true, it))),
        in("GRE in UDP", it -> udp4(4754, Around.gre(0x2000, 0x0800, it))),
        in("MPLS in UDP", it -> udp4(6635, Around.mpls(1, it))));
  }

  static Stream<Arguments> overGre() {
    return Stream.of(
        in("GRE", it -> gre4(Around.gre(0, 0x0800, it))),
        in("GRE with all fields", it -> gre4(Around.gre(0xB000, 0x0800, it))),
        in("GRE over IPv6", it -> Around.frame(Around.ipv6(GRE, Around.gre(0x2000, 0x0800, it)))),
        in("NVGRE", it -> gre4(Around.gre(0x2000, 0x6558, Around.frame(it)))),
        in("ERSPAN I", it -> gre4(Around.erspan1(Around.frame(it)))),
        in("ERSPAN II", it -> gre4(Around.erspan2(Around.frame(it)))),
        in("ERSPAN III", it -> gre4(Around.erspan3(false, Around.frame(it)))),
        in("ERSPAN III, platform", it -> gre4(Around.erspan3(true, Around.frame(it)))),
        in("MPLS in GRE", it -> gre4(Around.gre(0, 0x8847, Around.mpls(2, it)))));
  }

  static Stream<Arguments> overMpls() {
    return Stream.of(
        in("MPLS", it -> Around.frame(0x8847, Around.mpls(1, it))),
        in("MPLS, many labels", it -> Around.frame(0x8847, Around.mpls(5, it))),
        in(
            "pseudowire with control word",
            it ->
                Around.frame(
                    0x8847, Around.mpls(2, Around.controlWord(Frames.ethernet(it, 0x8100))))),
        in(
            "pseudowire without",
            it -> Around.frame(0x8847, Around.mpls(2, Around.ofCards(Around.frame(it))))));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        in("IPv4 in IPv4", it -> Around.frame(Around.ipv4(4, it))),
        in("IPv4 in IPv6", it -> Around.frame(Around.ipv6(4, it))),
        in("PPPoE", it -> Around.frame(0x8864, Around.pppoe(it))),
        in("PPPoE, short protocol", it -> Around.frame(0x8864, Around.pppoeShort(it))),
        in(
            "VXLAN in QinQ in IPv6",
            it ->
                Frames.ethernet(
                    Around.ipv6(
                        UDP, Around.udp(4789, Around.vxlan(Frames.ethernet(it, 0x88A8, 0x8100)))),
                    0x8100)),
        in(
            "a mirror of VXLAN",
            it -> gre4(Around.erspan2(udp4(4789, Around.vxlan(Around.frame(it)))))),
        in(
            "Geneve in IP in IP in MPLS",
            it ->
                Around.frame(
                    0x8847,
                    Around.mpls(
                        1,
                        Around.ipv4(
                            4,
                            Around.ipv6(
                                UDP,
                                Around.udp(
                                    6081, Around.geneve(0x6558, true, Around.frame(it)))))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"overUdp", "overGre", "overMpls", "others"})
  void theStoryIsThatOfThePacketsThemselves(String name, UnaryOperator<byte[]> wrap)
      throws IOException {
    CaptureFile file = CaptureFile.pcap(LITTLE_ENDIAN, false, 1, each(ip, wrap));

    Session session = file.read();

    assertThat(session.warnings()).isEmpty();
    assertThat(story(session)).isEqualTo(expected);
    assertTsharkAgrees(file, session);
  }

  @ParameterizedTest(name = "IPv6 in {0}")
  @MethodSource({"overIpv6", "overMpls"})
  void soItIsForIpv6(String name, UnaryOperator<byte[]> wrap) throws IOException {
    CaptureFile file =
        CaptureFile.pcap(LITTLE_ENDIAN, false, 1, each(ip, it -> wrap.apply(Frames.ipv6(it))));

    Session session = file.read();

    assertThat(session.warnings()).isEmpty();
    assertThat(types(session))
        .isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 39L, 6, 1L, 7, 19L, 9, 1L));
    assertThat(targets(session)).containsExactly("[fd00::7f00:1]:4420");
    assertTsharkAgrees(file, session);
  }

  static Stream<Arguments> overIpv6() {
    return Stream.of(
        in("IPv4", it -> Around.frame(Around.ipv4(41, it))),
        in("IPv6", it -> Around.frame(Around.ipv6(41, it))),
        in("VXLAN", it -> udp6(4789, Around.vxlan(Around.frame(it)))),
        in("GRE", it -> gre4(Around.gre(0, 0x86DD, it))));
  }

  private void assertTsharkAgrees(CaptureFile file, Session session) throws IOException {
    Tshark.Findings findings = Tshark.dissect(folder, out -> out.write(file.bytes()));
    assertThat(findings.types()).isEqualTo(types(session));
    assertThat(closed(session).connections()).isEqualTo(findings.connections());
  }

  private static Map<Integer, Long> types(Session session) {
    return session.events().stream()
        .map(Event::detail)
        .filter(PduEvent.Passed.class::isInstance)
        .map(PduEvent.Passed.class::cast)
        .collect(Collectors.groupingBy(PduEvent.Passed::type, TreeMap::new, Collectors.counting()));
  }

  private static List<String> targets(Session session) {
    return session.events().stream()
        .map(Event::detail)
        .filter(PathEvent.Opened.class::isInstance)
        .map(it -> ((PathEvent.Opened) it).back())
        .toList();
  }

  private static CaptureEvent.Closed closed(Session session) {
    return (CaptureEvent.Closed) session.events().getLast().detail();
  }

  /** The capture of a Kubernetes node, as somebody sent it. */
  @Test
  void aCaptureWithNothingButVxlanIsRead() throws IOException {
    String resource = "/field-cases/24-vxlan.pcap";
    byte[] bytes;
    try (InputStream in = TunnelsTest.class.getResourceAsStream(resource)) {
      bytes = Objects.requireNonNull(in, resource).readAllBytes();
    }
    CaptureFile file = CaptureFile.of(bytes);

    Session session = file.read();

    assertThat(session.warnings()).isEmpty();
    assertThat(closed(session)).isEqualTo(new CaptureEvent.Closed(217, 2, 2));
    assertThat(types(session))
        .isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 39L, 6, 1L, 7, 19L, 9, 1L));
    assertThat(targets(session)).containsExactly("127.0.0.1:4420");
    assertTsharkAgrees(file, session);
  }

  /** On ports of one's own: where all lengths and checksums fit. */
  @Test
  void vxlanAndGeneveAreKnownByTheirStructure() throws IOException {
    List<UnaryOperator<byte[]>> all =
        List.of(
            it -> udp4(14_789, Around.vxlan(Around.frame(it))),
            it -> udp6(9_999, Around.vxlan(Around.frame(Frames.ipv6(it)))),
            it -> udp4(16_081, Around.geneve(0x6558, true, Around.frame(it))),
            it -> udp4(16_081, Around.geneve(0x0800, false, it)));

    for (UnaryOperator<byte[]> wrap : all) {
      Session session = CaptureFile.pcap(LITTLE_ENDIAN, false, 1, each(ip, wrap)).read();

      assertThat(session.warnings()).isEmpty();
      assertThat(types(session))
          .isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 39L, 6, 1L, 7, 19L, 9, 1L));
    }
  }

  /** The first four bits behind the labels may mean IPv4 or IPv6, and are those of an address. */
  @ParameterizedTest
  @ValueSource(ints = {0x0400, 0x4600, 0x6200, 0x1200})
  void addressesThatBeginAsIpDoesAreNoMatter(int begin) throws IOException {
    UnaryOperator<byte[]> wrap =
        it ->
            Around.frame(
                0x8847,
                Around.mpls(
                    1, ByteBuffer.wrap(Around.frame(it)).putShort(0, (short) begin).array()));

    Session session = CaptureFile.pcap(LITTLE_ENDIAN, false, 1, each(ip, wrap)).read();

    assertThat(session.warnings()).isEmpty();
    assertThat(story(session)).isEqualTo(expected);
  }

  /** As {@code tcpdump -i any} sees it on a node: before the tunnel and in it, or the other way. */
  @Test
  void packetsThatAreSeenInAndOutOfATunnelAreToldOnce() throws IOException {
    List<Frame> twice = new ArrayList<>();
    for (Frame frame : ip) {
      boolean isInnerFirst = frame.length() % 2 == 0;
      Frame inner = new Frame(frame.nanos(), Frames.sll2(frame.bytes()));
      byte[] around = Around.ipv4(UDP, Around.udp(4789, Around.vxlan(Around.frame(frame.bytes()))));
      Frame outer = new Frame(frame.nanos(), Frames.sll2(around));
      twice.add(isInnerFirst ? inner : outer);
      twice.add(isInnerFirst ? outer : inner);
    }

    Session session = CaptureFile.pcap(LITTLE_ENDIAN, true, 276, twice).read();

    assertThat(session.warnings()).isEmpty();
    assertThat(story(session)).isEqualTo(expected);
    assertThat(closed(session)).isEqualTo(new CaptureEvent.Closed(2L * ip.size(), 2, 2));
  }

  static Stream<Arguments> unread() {
    return Stream.of(
        Arguments.of("go to the UDP port of GTP-U", wrapped(it -> udp4(2152, it))),
        Arguments.of("go to the UDP port of WireGuard", wrapped(it -> udp6(51_820, it))),
        Arguments.of("are IPsec (ESP)", wrapped(it -> Around.frame(Around.ipv4(50, it)))),
        Arguments.of("are MACsec", wrapped(it -> Around.frame(0x88E5, it))),
        Arguments.of("are PPTP", wrapped(it -> gre4(Around.gre(0x2001, 0x880B, it)))));
  }

  private static UnaryOperator<byte[]> wrapped(UnaryOperator<byte[]> wrap) {
    return wrap;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unread")
  void whatIsNotReadIsSaid(String words, UnaryOperator<byte[]> wrap) throws IOException {
    String said = ip.size() + " packets " + words + ", which is not read";
    CaptureFile alone = CaptureFile.pcap(LITTLE_ENDIAN, false, 1, each(ip, wrap));
    List<Frame> mixed = new ArrayList<>(each(ip, Around::frame));
    mixed.addAll(each(ip, wrap));

    assertThatThrownBy(alone::read)
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("(%d packets, 0 TCP connections)".formatted(ip.size()))
        .hasMessageEndingWith("; " + said);
    assertThat(CaptureFile.pcap(LITTLE_ENDIAN, true, 1, mixed).read().warnings())
        .anyMatch(it -> it.equals(said + "."));
  }

  @Test
  void nestingHasABound() throws IOException {
    List<Frame> frames = new ArrayList<>(each(ip, Around::frame));
    byte[] deep = ip.getFirst().bytes();
    for (int i = 0; i < PacketDecoder.LAYERS_MAX; i++) {
      deep = Around.ipv4(4, deep);
    }
    frames.add(new Frame(ip.getLast().nanos(), Around.frame(deep)));

    Session session = CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames).read();

    assertThat(story(session)).isEqualTo(expected);
    assertThat(session.warnings())
        .containsExactly(
            "With more than 32 headers around one another, and not looked into: 1 packet.");
  }

  /** Parts within a tunnel, and parts of a tunnel's packets; of no use are those of ICMP. */
  @Test
  void fragmentsWithoutTheOthersAreCounted() throws IOException {
    List<Frame> frames = new ArrayList<>(each(ip, Around::frame));
    byte[] part = new byte[64];
    long nanos = ip.getLast().nanos();
    byte[] inner = Around.ipv4(6, 7, 0x2000, part);
    frames.add(new Frame(nanos, udp4(4789, Around.vxlan(Around.frame(inner)))));
    frames.add(new Frame(nanos, Around.frame(Around.ipv4(GRE, 8, 0x0010, part))));
    frames.add(new Frame(nanos, Around.frame(Around.ipv4(UDP, 9, 0x2010, part))));
    frames.add(new Frame(nanos, Around.frame(Around.ipv4(1, 9, 0x2010, part))));

    Session session = CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames).read();

    assertThat(story(session)).isEqualTo(expected);
    assertThat(session.warnings())
        .containsExactly(
            "Not all fragments are in the capture (within 30 s): those of 3 packets were not"
                + " joined.");
  }

  /** What the capture keeps of each packet ends somewhere in the headers around it. */
  @Test
  void cutsWithinTheHeadersAreCounted() throws IOException {
    List<Frame> frames = new ArrayList<>(each(ip, Around::frame));
    Frame whole =
        new Frame(
            ip.getLast().nanos(), udp4(4789, Around.vxlan(Around.frame(ip.getLast().bytes()))));
    int from = 14 + 20 + 8;
    int to = from + 8 + 14 + 20 + 20;
    for (int kept = from; kept < to; kept++) {
      frames.add(whole.cut(kept));
    }

    Session session = CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames).read();

    assertThat(story(session)).isEqualTo(expected);
    assertThat(session.warnings())
        .containsExactly("Cut within the headers and of no use: %d packets.".formatted(to - from));
  }
}
