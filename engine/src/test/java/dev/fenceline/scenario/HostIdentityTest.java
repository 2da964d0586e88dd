package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Path file = Files.writeString(folder.resolve("host.properties"), "hostnqn=nqn.x\nhostid=7\n");

    assertThatThrownBy(() -> HostIdentity.kept(file, () -> FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("host.properties")
        .hasMessageContaining("UUID");
    assertThat(file).content().contains("hostid=7");
  }

  @Test
  void whatIsNoIdentityIsRefused() {
    assertThatThrownBy(() -> new HostIdentity("iqn.2001", FIRST.toString()))
        .hasMessageContaining("nqn.");
    assertThatThrownBy(() -> new HostIdentity("nqn.x", "me")).hasMessageContaining("UUID");
  }
}
