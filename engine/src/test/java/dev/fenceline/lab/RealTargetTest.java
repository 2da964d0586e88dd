package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.OverwriteException;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.TargetException;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The built-in host against a target that is there already: over TCP, in real time. */
@Timeout(120)
@Tag("slow")
class RealTargetTest {
  private static final String PLAIN = "\"cqt\": \"0 s\", \"ccrLimit\": 0";
  private static final RemoteScenario.Area AREA = new RemoteScenario.Area(1, 8, 15);

  private static Scenario scenario(String faults) {
    return ScenarioReader.read(
        """
        {"id": "real", "title": "real",
         "host": {"policy": "none", "kato": "500 ms", "reconnectDelay": "1 s"},
         "workload": {"period": "20 ms", "jitter": "2 ms", "stopAfterRecovery": "100 ms"},
         "faults": [%s]}
        """
            .formatted(faults),
        "test");
  }

  private static TargetSettings identify(RemoteBench bench) {
    return new TargetProbe(RemoteBench.IDENTITY).identify(bench.addresses, RemoteBench.NQN);
  }

  private static Lab lab(
      RemoteBench bench, Scenario scenario, RemoteScenario.@Nullable Area area, boolean overwrite) {
    Scenario put =
        RemoteScenario.of(scenario, identify(bench), bench.addresses, RemoteBench.IDENTITY, area);
    return Lab.against(new LabTarget.Remote(bench.addresses, overwrite), put, 1);
  }

  private static Timeline run(Lab lab) {
    lab.run();
    return lab.timeline();
  }

  private static List<Integer> ioOpcodes(Timeline timeline) {
    return timeline.events().stream()
        .map(Event::detail)
        .filter(CommandEvent.Submitted.class::isInstance)
        .map(CommandEvent.Submitted.class::cast)
        .filter(command -> command.qid() > 0 && command.opcode() != Opcode.FABRICS)
        .map(CommandEvent.Submitted::opcode)
        .distinct()
        .toList();
  }

  @Test
  void aTargetSaysWhatItIsAndHowItIsReached() {
    try (RemoteBench bench = new RemoteBench("\"cqt\": \"3 s\", \"ccrLimit\": 2")) {
      TargetSettings found = identify(bench);

      assertThat(found.cqtMillis()).isEqualTo(3000);
      assertThat(found.ccrLimit()).isEqualTo(2);
      assertThat(found.keepAliveGranularity()).isEqualTo(1);
      assertThat(found.namespaces())
          .containsExactly(new TargetSettings.NamespaceSettings(1, 65_536, 4096));

      DiscoveryLog log = new TargetProbe(RemoteBench.IDENTITY).discover(bench.addresses.getFirst());
      assertThat(log.entries())
          .filteredOn(entry -> entry.subtype() == DiscoveryLog.Entry.SUBTYPE_NVM)
          .extracting(entry -> entry.subsystem() + " " + entry.traddr() + ":" + entry.trsvcid())
          .containsExactlyElementsOf(
              bench.addresses.stream()
                  .map(address -> RemoteBench.NQN + " 127.0.0.1:" + address.getPort())
                  .toList());
    }
  }

  @Test
  void whoNamesNoBlocksOnlyReadsAndDataThatIsThereStaysWhatItWas() {
    try (RemoteBench bench = new RemoteBench(PLAIN)) {
      bench.write(3, "not of the lab");
      Timeline timeline = run(lab(bench, scenario(""), null, false));

      assertThat(ioOpcodes(timeline)).containsExactly(Opcode.Nvm.READ.code());
      assertThat(Summary.of(timeline).verdict()).isEqualTo(Verdict.INTACT);
      assertThat(readings(timeline, 3)).containsOnly(BlockQuality.ORIGINAL);
      assertThat(readings(timeline, 4)).containsOnly(BlockQuality.BLANK);
      assertThat(bench.read(3, 14)).isEqualTo("not of the lab");
    }
  }

  private static List<BlockQuality> readings(Timeline timeline, long lba) {
    return timeline.events().stream()
        .map(Event::detail)
        .filter(IoEvent.BlockRead.class::isInstance)
        .map(IoEvent.BlockRead.class::cast)
        .filter(read -> read.lba() == lba)
        .map(IoEvent.BlockRead::quality)
        .toList();
  }

  @Test
  void aPathThatFailsAndComesBackLosesNothingAndOnlyTheNamedBlocksAreWritten() {
    try (RemoteBench bench = new RemoteBench(PLAIN)) {
      Lab lab =
          lab(
              bench,
              scenario(
                  "{\"fault\": \"refuse\", \"path\": \"B\", \"at\": \"0 s\", \"until\": \"1 s\"}"),
              AREA,
              false);
      Timeline timeline = run(lab);

      Summary summary = Summary.of(timeline);
      assertThat(summary.verdict()).isEqualTo(Verdict.INTACT);
      assertThat(summary.recoveries()).hasSize(1);
      assertThat(lab.header().source()).contains("target at 127.0.0.1:");
      assertThat(writes(timeline)).isNotEmpty().allMatch(lba -> lba >= 8 && lba <= 15);
      assertThat(settledNanos(timeline) - failedNanos(timeline))
          .as("2 x KATO + CQT + CQT + 1 s after the failure at the earliest")
          .isGreaterThanOrEqualTo(2_000_000_000L);
      assertThat(bench.read(8, 8)).isEqualTo("FNCSTMP1");
      assertThat(IntStream.of(0, 7, 16).mapToObj(lba -> bench.read(lba, 8)))
          .containsOnly("\0".repeat(8));
    }
  }

  private static List<Long> writes(Timeline timeline) {
    return timeline.events().stream()
        .map(Event::detail)
        .filter(CommandEvent.Submitted.class::isInstance)
        .map(CommandEvent.Submitted.class::cast)
        .filter(command -> command.qid() > 0 && command.opcode() == Opcode.Nvm.WRITE.code())
        .map(CommandEvent.Submitted::lba)
        .toList();
  }

  private static long failedNanos(Timeline timeline) {
    return nanos(timeline, ControllerEvent.ErrorRecovery.class);
  }

  private static long settledNanos(Timeline timeline) {
    return timeline.events().stream()
        .filter(event -> event.detail().equals(new RunEvent.Reached(RunEvent.Stage.SETTLED)))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  private static long nanos(Timeline timeline, Class<?> detail) {
    return timeline.events().stream()
        .filter(event -> detail.isInstance(event.detail()))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  @Test
  void blocksWithDataOfOthersAreWrittenOnlyIfThatIsAllowed() {
    try (RemoteBench bench = new RemoteBench(PLAIN)) {
      bench.write(12, "EFI PART");
      Lab refused = lab(bench, scenario(""), AREA, false);

      assertThatThrownBy(refused::run)
          .isInstanceOf(OverwriteException.class)
          .hasMessageContaining("namespace 1, LBA 8 to 15: 1 block holds data that is not ours")
          .hasMessageContaining("LBA 12")
          .hasMessageContaining("45 46 49 20 50 41 52 54");
      assertThat(writes(refused.timeline())).isEmpty();
      assertThat(bench.read(12, 8)).isEqualTo("EFI PART");

      Timeline allowed = run(lab(bench, scenario(""), AREA, true));
      assertThat(Summary.of(allowed).verdict()).isEqualTo(Verdict.INTACT);
      assertThat(writes(allowed)).isNotEmpty();

      Timeline again = run(lab(bench, scenario(""), AREA, false));
      assertThat(Summary.of(again).verdict())
          .as("what an earlier run has written may be written again")
          .isEqualTo(Verdict.INTACT);
    }
  }

  @Test
  void whatARealTargetCannotBeToldIsRefused() {
    try (RemoteBench bench = new RemoteBench(PLAIN)) {
      TargetSettings found = identify(bench);
      Scenario slow = ScenarioLibrary.find("baseline").orElseThrow();
      assertThatThrownBy(
              () -> RemoteScenario.of(slow, found, bench.addresses, RemoteBench.IDENTITY, null))
          .hasMessageContaining("baseline")
          .hasMessageContaining("inside of the target");

      Lab lab = lab(bench, scenario(""), null, false);
      assertThatThrownBy(() -> lab.inject(new Fault.Hang(0)))
          .hasMessageContaining("inside of the target");
    }
  }

  @Test
  void whoCannotConnectSaysWhereAndWhy() {
    InetSocketAddress closed = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    TargetProbe probe = new TargetProbe(RemoteBench.IDENTITY);

    assertThatThrownBy(() -> probe.discover(closed))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("refused");
    assertThatThrownBy(() -> probe.identify(List.of(closed), RemoteBench.NQN))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("no connection to 127.0.0.1:1")
        .hasMessageContaining("refused");
    try (RemoteBench bench = new RemoteBench(PLAIN)) {
      assertThatThrownBy(() ->
              probe.identify(bench.addresses, new Nqn("nqn.2026-11.dev.fenceline:none").value()))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("Connect");
    }
  }

  @Test
  void anAreaIsNeverEmptyOrEndless() {
    assertThatThrownBy(() -> new RemoteScenario.Area(1, 5, 4)).hasMessageContaining("LBA 5 to 4");
    assertThatThrownBy(() -> new RemoteScenario.Area(1, 0, 1L << 40))
        .hasMessageContaining("blocks");
    assertThat(new RemoteScenario.Area(1, 5, 5).blocks()).isEqualTo(1);
  }
}
