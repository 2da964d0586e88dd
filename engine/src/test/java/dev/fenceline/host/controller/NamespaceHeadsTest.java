package dev.fenceline.host.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.nvme.identify.NamespaceDescriptors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NamespaceHeadsTest {
  private final NamespaceHeads heads = new NamespaceHeads();

  private static NamespaceDescriptors named(String name) {
    UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new NamespaceDescriptors(
        List.of(NamespaceDescriptors.uuid(uuid), NamespaceDescriptors.csi(0)));
  }

  @Test
  void theFirstPathSaysWhatANamespaceIs() {
    assertThat(heads.isSame(1, named("blue"))).isTrue();
    assertThat(heads.isSame(1, named("blue"))).isTrue();
    assertThat(heads.isSame(1, named("red"))).isFalse();
    assertThat(heads.isSame(2, named("red"))).isTrue();
  }

  @Test
  void aPathThatSaysNothingIsNoneOfANamedNamespace() {
    assertThat(heads.isSame(1, named("blue"))).isTrue();
    assertThat(heads.isSame(1, new NamespaceDescriptors(List.of()))).isFalse();
  }
}
