package dev.fenceline.exchange.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.PduEvent;
import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.exchange.capture.packet.Fragments;
import dev.fenceline.lab.Tshark;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fragments of IP packets are joined, whatever they carry; tshark agrees. */
class FragmentsTest {
  private static final int UDP = 17;
  private static final int GRE = 47;
  private static final int MTU_PAYLOAD = 64;
  private static final String INCOMPLETE =
      "Not all fragments are in the capture (within 30 s): those of %s were not joined.";
  private static final String CONTRADICTORY =
      "Fragments with the same identifier contradict one another: those of %s were not joined.";

  @TempDir private Path folder;

  private final List<Frame> ip = Whole.IP;
  private final List<Event> expected = Whole.STORY;

  /** The capture as it is, read once for all tests and tries. */
  private static final class Whole {
    static final List<Frame> IP;
    static final List<Event> STORY;

    static {
      try {
        IP = Frames.ip("/real-logs/linux-simple.pcap");
        STORY = story(read(frames()));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    static List<Frame> frames() {
      return IP.stream().map(it -> new Frame(it.nanos(), Around.frame(it.bytes()))).toList();
    }
  }

  private static Session read(List<Frame> frames) throws IOException {
    return CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames).read();
  }

  private static List<Event> story(Session session) {
    return session.events().stream()
        .filter(event -> !(event.detail() instanceof CaptureEvent))
        .toList();
  }

  private static Map<Integer, Long> types(Session session) {
    return session.events().stream()
        .map(Event::detail)
        .filter(PduEvent.Passed.class::isInstance)
        .map(PduEvent.Passed.class::cast)
        .collect(Collectors.groupingBy(PduEvent.Passed::type, TreeMap::new, Collectors.counting()));
  }

  private static List<byte[]> parts(byte[] packet, int id) {
    return Cuts.each(packet, id, MTU_PAYLOAD);
  }

  private static Arguments in(String name, BiFunction<byte[], Integer, List<byte[]>> cut) {
    return Arguments.of(name, cut);
  }

  private static List<byte[]> each(List<byte[]> packets, UnaryOperator<byte[]> wrap) {
    return packets.stream().map(wrap).toList();
  }

  private static byte[] vxlan(byte[] it) {
    return Around.udp(4789, Around.vxlan(Around.frame(it)));
  }

  /** Where a network cuts: around a tunnel, within it, and the packets of TCP themselves. */
  static Stream<Arguments> networks() {
    return Stream.of(
        in("TCP itself", (it, id) -> each(parts(it, id), Around::frame)),
        in("VXLAN", (it, id) -> each(parts(Around.ipv4(UDP, vxlan(it)), id), Around::frame)),
        in(
            "VXLAN over IPv6",
            (it, id) -> each(parts(Around.ipv6(UDP, vxlan(it)), id), Around::frame)),
        in(
            "GRE",
            (it, id) ->
                each(parts(Around.ipv4(GRE, Around.gre(0x2000, 0x0800, it)), id), Around::frame)),
        in(
            "within VXLAN",
            (it, id) -> each(parts(it, id), part -> Around.frame(Around.ipv4(UDP, vxlan(part))))),
        in(
            "within VXLAN and around it",
            (it, id) ->
                Stream.of(parts(it, id))
                    .flatMap(List::stream)
                    .flatMap(part -> nested(part, id).stream())
                    .map(Around::frame)
                    .toList()),
        in("IPv4 in IPv6", (it, id) -> each(parts(Around.ipv6(4, it), id), Around::frame)));
  }

  private static List<byte[]> nested(byte[] part, int id) {
    int offset = part[6] << 8 | (part[7] & 0xFF);
    return parts(Around.ipv4(UDP, vxlan(part)), id * 64 + (offset & 0x3F));
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void theStoryIsThatOfTheWholePackets(String name, BiFunction<byte[], Integer, List<byte[]>> cut)
      throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < ip.size(); i++) {
      long nanos = ip.get(i).nanos();
      cut.apply(ip.get(i).bytes(), i).forEach(part -> frames.add(new Frame(nanos, part)));
    }
    assertThat(frames).hasSizeGreaterThan(ip.size() + 50);

    CaptureFile file = CaptureFile.pcap(LITTLE_ENDIAN, true, 1, frames);
    Session session = file.read();

    assertThat(session.warnings()).isEmpty();
    assertThat(story(session)).isEqualTo(expected);
    Tshark.Findings findings = Tshark.dissect(folder, out -> out.write(file.bytes()));
    assertThat(findings.types()).isEqualTo(types(session));
    assertThat(findings.connections()).isEqualTo(2);
  }

  /**
   * Any cuts of any packets, and fragments that come early by any number of packets, come in any
   * order, and come twice: as long as the packets are complete in the order in which they were
   * sent, all is as it was.
   */
  @net.jqwik.api.Tag("slow")
  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void anyFragmentsInAnyOrderTellTheSame(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 90) int mostUnits,
      @ForAll @IntRange(max = 40) int early,
      @ForAll @IntRange(max = 3) int network)
      throws IOException {
    Random random = new Random(seed);
    TreeMap<Integer, List<byte[]>> before = new TreeMap<>();
    List<Frame> frames = new ArrayList<>();
    List<List<byte[]>> all = new ArrayList<>();
    for (int i = 0; i < ip.size(); i++) {
      byte[] packet = around(network, ip.get(i).bytes());
      List<byte[]> parts = Cuts.at(packet, i, cuts(random, packet.length - 40, mostUnits));
      Collections.shuffle(parts, random);
      all.add(parts);
      for (byte[] part : parts.subList(0, parts.size() - 1)) {
        int at = i == 0 ? 0 : Math.max(1, i - random.nextInt(early + 1));
        before.computeIfAbsent(at, it -> new ArrayList<>()).add(part);
        if (random.nextInt(8) == 0) {
          before.computeIfAbsent(at + 1, it -> new ArrayList<>()).add(part);
        }
      }
    }
    for (int i = 0; i < ip.size(); i++) {
      long nanos = ip.get(i).nanos();
      List<byte[]> now = new ArrayList<>(before.getOrDefault(i, List.of()));
      Collections.shuffle(now, random);
      now.add(all.get(i).getLast());
      now.forEach(part -> frames.add(new Frame(nanos, Around.frame(part))));
    }

    Session session = read(frames);

    assertThat(session.warnings()).isEmpty();
    assertThat(story(session)).isEqualTo(expected);
  }

  private static byte[] around(int network, byte[] ip) {
    return switch (network) {
      case 0 -> ip;
      case 1 -> Around.ipv4(UDP, vxlan(ip));
      case 2 -> Around.ipv6(UDP, vxlan(ip));
      default -> Around.ipv4(GRE, Around.gre(0, 0x0800, ip));
    };
  }

  private static List<Integer> cuts(Random random, int payload, int mostUnits) {
    TreeSet<Integer> ends = new TreeSet<>();
    for (int end = 8; end < payload; end += 8 * (1 + random.nextInt(mostUnits))) {
      ends.add(end);
    }
    return List.copyOf(ends);
  }

  private static byte[] lone(int id, int offset, int value, int length, boolean isLast) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Around.frame(Cuts.part(Around.ipv4(UDP, new byte[0]), id, offset, bytes, isLast));
  }

  /** The warnings about fragments that come, a second apart, after all else. */
  private List<String> warnings(byte[]... fragments) throws IOException {
    List<Frame> frames = new ArrayList<>(Whole.frames());
    long nanos = ip.getLast().nanos();
    for (byte[] fragment : fragments) {
      frames.add(new Frame(nanos, fragment));
      nanos += 1_000_000_000;
    }
    Session session = read(frames);
    assertThat(story(session)).isEqualTo(expected);
    return session.warnings();
  }

  @Test
  void aPacketOfWhichFragmentsAreMissingIsCounted() throws IOException {
    assertThat(warnings(lone(1, 0, 1, 64, false)))
        .containsExactly(INCOMPLETE.formatted("1 packet"));
    assertThat(
            warnings(lone(1, 0, 1, 64, false), lone(1, 128, 1, 8, true), lone(2, 64, 1, 8, true)))
        .containsExactly(INCOMPLETE.formatted("2 packets"));
  }

  @Test
  void fragmentsWaitForThirtySeconds() throws IOException {
    for (int wait : new int[] {30, 31}) {
      List<Frame> frames = new ArrayList<>(Whole.frames());
      long nanos = ip.getLast().nanos();
      frames.add(new Frame(nanos, lone(1, 0, 1, 64, false)));
      frames.add(new Frame(nanos + wait * 1_000_000_000L, lone(1, 64, 1, 64, true)));

      assertThat(read(frames).warnings())
          .isEqualTo(wait == 30 ? List.of() : List.of(INCOMPLETE.formatted("2 packets")));
    }
  }

  /** A packet that is lost in part does not lend its rest to a later one with its identifier. */
  @Test
  void anIdentifierThatIsUsedAgainBeginsAnotherPacket() throws IOException {
    assertThat(
            warnings(lone(1, 0, 1, 64, false), lone(1, 0, 2, 64, false), lone(1, 64, 2, 64, true)))
        .containsExactly(CONTRADICTORY.formatted("1 packet"));
  }

  @Test
  void overlapsAndTwoEndsAreContradictions() throws IOException {
    assertThat(warnings(lone(1, 0, 1, 64, false), lone(1, 32, 1, 64, true)))
        .containsExactly(INCOMPLETE.formatted("1 packet"), CONTRADICTORY.formatted("1 packet"));
    assertThat(warnings(lone(1, 64, 1, 8, true), lone(1, 128, 1, 8, true)))
        .containsExactly(INCOMPLETE.formatted("1 packet"), CONTRADICTORY.formatted("1 packet"));
    assertThat(warnings(lone(1, 64, 1, 8, true), lone(1, 128, 1, 8, false)))
        .containsExactly(INCOMPLETE.formatted("1 packet"), CONTRADICTORY.formatted("1 packet"));
  }

  @Test
  void aFragmentThatComesTwiceIsNoContradiction() throws IOException {
    assertThat(
            warnings(
                lone(1, 0, 1, 64, false),
                lone(1, 0, 1, 64, false),
                lone(1, 64, 2, 64, true),
                lone(1, 64, 2, 64, true)))
        .isEmpty();
  }

  @Test
  void fragmentsThatNoPacketCanHaveAreCounted() throws IOException {
    assertThat(
            warnings(
                lone(1, 0, 1, 63, false), lone(1, 0, 1, 0, false), lone(1, 65_528, 1, 64, true)))
        .containsExactly("Fragments whose length or place no packet can have: 3 packets.");
  }

  /** A flood of first fragments, and after it a packet whose fragments are all there. */
  @Test
  void whatWaitsHasABound() throws IOException {
    List<Frame> frames = new ArrayList<>(Whole.frames());
    List<Frame> last = frames.subList(frames.size() - 1, frames.size());
    long nanos = last.getFirst().nanos();
    last.clear();
    for (int id = 0; id <= Fragments.OPEN_MAX; id++) {
      frames.add(new Frame(nanos, lone(id, 0, 1, 64, false)));
    }
    Cuts.each(ip.getLast().bytes(), Fragments.OPEN_MAX + 1, 16)
        .forEach(part -> frames.add(new Frame(nanos, Around.frame(part))));

    Session session = read(frames);

    assertThat(story(session)).isEqualTo(expected);
    assertThat(session.warnings())
        .contains(INCOMPLETE.formatted("1,023 packets"))
        .anyMatch(it -> it.endsWith("2 packets given up."));
  }

  /** Before an identifier of IPv4 can come round. */
  @Test
  void anOldFragmentIsForgottenBeforeItsIdentifierComesAgain() throws IOException {
    List<Frame> frames = new ArrayList<>(Whole.frames());
    long nanos = ip.getLast().nanos();
    frames.add(new Frame(nanos, lone(1, 0, 1, 64, false)));
    Frame other = new Frame(nanos, Around.frame(Around.ipv4(1, new byte[8])));
    frames.addAll(Collections.nCopies(1 << 15, other));
    frames.add(new Frame(nanos, lone(1, 64, 1, 64, true)));

    assertThat(read(frames).warnings()).containsExactly(INCOMPLETE.formatted("2 packets"));
  }

  /** What is left of each packet is read; what was cut is a gap, as in a whole packet. */
  @Test
  void ofCutFragmentsTheCapturedBeginningIsRead() throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < ip.size(); i++) {
      byte[] packet = Around.ipv4(UDP, vxlan(ip.get(i).bytes()));
      for (byte[] part : Cuts.each(packet, i, 160)) {
        frames.add(new Frame(ip.get(i).nanos(), Around.frame(part)).cut(150));
      }
    }

    Session session = read(frames);

    assertThat(session.warnings()).anyMatch(it -> it.startsWith("Packets were cut short"));
    assertThat(types(session)).containsKeys(0, 1, 4, 5);
    assertThat(((CaptureEvent.Closed) session.events().getLast().detail()).connections())
        .isEqualTo(2);
  }
}
