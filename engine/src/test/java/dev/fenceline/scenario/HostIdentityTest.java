package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostIdentityTest {
  private static final UUID FIRST = UUID.fromString("11111111-2222-4333-8444-555555555555");
  private static final UUID SECOND = UUID.fromString("99999999-2222-4333-8444-555555555555");

  @Test
  void aHostIsTheSameInEveryRun(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("made").resolve("host.properties");
    HostIdentity made = HostIdentity.kept(file, () -> FIRST);

    assertThat(made.hostId()).isEqualTo(FIRST.toString());
    assertThat(made.hostNqn()).isEqualTo("nqn.2014-08.org.nvmexpress:uuid:" + FIRST);
    assertThat(HostIdentity.kept(file, () -> SECOND)).isEqualTo(made);
  }

  @Test
  void aDamagedFileIsNotReplacedInSilence(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("host.properties"), "hostnqn=nqn.2014-08.org.example:x\nhostid=7\n");

    assertThatThrownBy(() -> HostIdentity.kept(file, () -> FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("host.properties")
        .hasMessageContaining("UUID");
    assertThat(file).content().contains("hostid=7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "nqn.",
        "nqn.x",
        "nqn.2014-13.com.example:x",
        "nqn.2014-08",
        "nqn.2014-08.com.example:",
        "nqn.2014-08.com.example:a b",
        "iqn.2014-08.com.example:x"
      })
  void aNameWithoutTheFormOfAnNqnIsRefused(String name) {
    assertThatThrownBy(() -> new HostIdentity(name, FIRST.toString()))
        .hasMessageContaining("\"" + name + "\" is not an NQN: expected nqn.YYYY-MM.DOMAIN:NAME");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nqn.2014-08.org.nvmexpress.discovery",
        "nqn.2014-08.org.nvmexpress:uuid:f37c1a5e-0000-4000-8000-000000000001",
        "nqn.1988-11.com.dell:powerstore:00:f03028e73ef7D032D81E"
      })
  void aNameWithTheFormOfAnNqnIsTaken(String name) {
    assertThat(new HostIdentity(name, FIRST.toString()).hostNqn()).isEqualTo(name);
  }

  @Test
  void whatIsNoIdentityIsRefused() {
    assertThatThrownBy(() -> new HostIdentity("iqn.2001", FIRST.toString()))
        .hasMessageContaining("nqn.");
    assertThatThrownBy(() -> new HostIdentity("nqn.2014-08.org.example:x", "me"))
        .hasMessageContaining("UUID");
  }
}
