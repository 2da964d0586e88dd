package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.nvme.InstanceId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Linux host and nvme-cli find everything right with the emulated target while all is well. */
@Tag("real-peers")
@Timeout(600)
class ServeRealPeersTest {
  private static Served served;
  private static ServedHost host;

  @BeforeAll
  static void start() {
    host = ServedHost.start();
    served = Served.start();
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void forgetTheLog() {
    host.forgetLog();
  }

  /** A target that is well gives the kernel no reason to warn. */
  @AfterEach
  void disconnectedWithoutAWarning() {
    host.disconnect(served);
    assertThat(host.warnings()).isEmpty();
  }

  @Test
  void aHostDiscoversBothPathsAndUsesThemAsOneDevice() {
    assertThat(host.run("nvme discover " + served.path(1)))
        .contains("traddr:  " + LinuxHost.FIRST_ADDRESS, "traddr:  " + LinuxHost.SECOND_ADDRESS);

    host.connectBoth(served, "-k 5");
    assertThat(host.run("nvme list").lines().filter(line -> line.startsWith("/dev/")))
        .singleElement()
        .asString()
        .contains("FENCELINE0001", "Fenceline emulated target", "67.11  MB");
    host.checkIo(4096);
    assertThat(host.run("nvme flush /dev/nvme0n1")).contains("success");
  }

  @Test
  void connectAllTakesBothPathsFromTheDiscoveryLog() {
    host.run("nvme connect-all " + served.path(2));
    host.waitForLive(2);
    assertThat(host.run("nvme list-subsys").lines().filter(line -> line.contains(" live")))
        .hasSize(2);
    host.checkIo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-G", "-g -G"})
  void digestsOfHeadersAndDataAreAgreedOn(String digests) {
    host.connectBoth(served, "-k 5 " + digests);
    host.checkIo(1024);
  }

  @ParameterizedTest
  @CsvSource({"-i 1 -Q 16,2,15", "-i 2 -Q 128,3,127"})
  void aHostGetsTheQueuesItAsksFor(String options, int queues, int queueSizeLessOne) {
    host.connectBoth(served, "-k 5 " + options);
    assertThat(host.run("cd /sys/class/nvme/nvme0; cat queue_count sqsize").lines())
        .containsExactly(Integer.toString(queues), Integer.toString(queueSizeLessOne));
    host.checkIo(1024);
  }

  @Test
  void theTimersAreTheOnesThatWereAskedFor() {
    host.connectBoth(served, "-k 7 --reconnect-delay 3 --ctrl-loss-tmo 60");
    assertThat(host.run("cd /sys/class/nvme/nvme0; cat kato reconnect_delay ctrl_loss_tmo").lines())
        .containsExactly("7", "3", "60");
    assertThat(host.run("nvme get-feature /dev/nvme0 -f 0x0f -H")).contains("milliseconds: 7000");
  }

  @Test
  void nvmeCliReadsWhatTheTargetIs() {
    host.connectBoth(served, "-k 5");
    assertThat(host.run("nvme id-ctrl /dev/nvme0").lines().map(ServedHost::withoutSpaces))
        .contains(
            "sn:FENCELINE0001",
            "mdts:5",
            "kas:10",
            "cntrltype:1",
            "cmic:0xb",
            "anagrpmax:1",
            "maxcmd:128",
            "nn:1",
            "ioccsz:516",
            "subnqn:" + ServedHost.NQN);
    assertThat(host.run("nvme id-ns /dev/nvme0n1").lines().map(ServedHost::withoutSpaces))
        .contains("nsze:0x4000", "nmic:0x1", "anagrpid:1", "lbaf0:ms:0lbads:12rp:0(inuse)");
    assertThat(host.run("nvme ana-log /dev/nvme0").lines().map(ServedHost::withoutSpaces))
        .contains("ngrps:1", "nnsids:1", "state:optimized");
    assertThat(host.run("nvme effects-log /dev/nvme0 --csi=0"))
        .contains("ACS56", "IOCS1    [Write                           ] 00000003");
    assertThat(host.run("nvme show-regs /dev/nvme0 -H"))
        .contains("(MQES): 128", "NVMe specification 2.1", "(RDY): Yes");
    assertThat(host.run("nvme list-subsys").lines().filter(line -> line.contains(" live")))
        .hasSize(2);
  }

  /** Bytes of Identify Controller that nvme-cli 2.3 has no words for yet. */
  @Test
  void theIdentityOfTheInstanceAndItsPromisesAreInIdentify() {
    host.connectBoth(served, "-k 5");
    InstanceId instance = served.instance(1);
    byte[] identify = host.bytes("nvme id-ctrl /dev/nvme0 -o binary");

    assertThat(identify).hasSize(4096);
    assertThat(identify[135] & 0xFF).as("CIU").isEqualTo(instance.ciu()).isNotZero();
    assertThat(littleEndian(identify, 136, 8)).as("CIRN").isEqualTo(instance.cirn());
    assertThat(littleEndian(identify, 386, 2)).as("CQT").isEqualTo(5_000);
    assertThat(identify[1807]).as("CCRL").isEqualTo((byte) 4);
  }

  /** What a host with the series does, typed: the impacted instance is reset through the other. */
  @Test
  void aCrossControllerResetByPassthroughResetsTheOtherController() {
    host.connectBoth(served, "-k 5 --reconnect-delay 1");
    InstanceId impacted = served.instance(2);
    long before = served.last();
    assertThat(host.run("nvme admin-passthru /dev/nvme0 --opcode=0x38 " + dwords(impacted)))
        .contains("Success and result: 0x00000000");

    served.awaitAfter(before, 1, FencingEvent.TargetCompleted.class, "the reset is complete");
    byte[] log = host.bytes("nvme get-log /dev/nvme0 --log-id=0x1e --log-len=4096 -b");
    assertThat(littleEndian(log, 0, 2)).as("NE").isEqualTo(1);
    assertThat(littleEndian(log, 8, 2)).as("ICID").isEqualTo(impacted.cntlid());
    assertThat(log[10] & 0xFF).as("CIU").isEqualTo(impacted.ciu());
    assertThat(log[14]).as("CCRS: success").isEqualTo((byte) 1);
    assertThat(served.details(InstanceEvent.ResetBy.class).getLast().impacted())
        .isEqualTo(impacted);

    host.waitForLive(2);
    assertThat(served.instance(2)).isNotEqualTo(impacted);
    assertThat(host.run("nvme admin-passthru /dev/nvme0 --opcode=0x38 " + dwords(impacted)))
        .as("an instance that is no more is already reset")
        .contains("Success and result: 0x00000001");
    assertThat(host.warnings()).singleElement().asString().contains("starting error recovery");
    host.forgetLog();
  }

  private static String dwords(InstanceId id) {
    return "--cdw10=%d --cdw12=%d --cdw13=%d"
        .formatted((id.ciu() << 16) | id.cntlid(), id.cirn() & 0xFFFF_FFFFL, id.cirn() >>> 32);
  }

  private static long littleEndian(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xFF);
    }
    return value;
  }
}
