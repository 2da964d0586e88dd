package dev.fenceline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassArchiveTest {
  @Test
  void namesDoNotDependOnTheOrderOfLoading() {
    List<String> one =
        List.of(
            "# a comment",
            "java/lang/Object id: 0",
            "a/B id: 1",
            "@lambda-proxy a/B run ()V",
            "a/A id: 2",
            "@cp a/A 1 2 7",
            "@lambda-proxy a/A run ()V");
    List<String> other =
        List.of(
            "java/lang/Object id: 0",
            "a/A id: 1",
            "@lambda-proxy a/A run ()V",
            "@lambda-proxy a/A run ()V",
            "a/B id: 2",
            "@lambda-proxy a/B run ()V");

    assertThat(ClassArchive.names(one))
        .isEqualTo(ClassArchive.names(other))
        .containsExactly(
            "a/A",
            "a/B",
            "java/lang/Object",
            "@lambda-proxy a/A run ()V",
            "@lambda-proxy a/B run ()V");
  }

  @Test
  void classesOfOtherLoadersAreLeftOut() {
    assertThat(ClassArchive.names(List.of("a/A id: 7 super: 0 source: /tmp/x.jar"))).isEmpty();
  }
}
