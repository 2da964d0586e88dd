package dev.fenceline.exchange.kernellog.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelMessagesTest {
  private static final Pattern CONVERSION =
      Pattern.compile("%pISp|%#?(?:0\\d)?(?:ll|l|z)?([duxs])");

  @Test
  void everyRowSaysWhatItMeansAndWhichKernelsPrintIt() {
    assertThat(KernelMessages.all())
        .hasSizeGreaterThan(80)
        .allSatisfy(message -> {
          assertThat(message.meaning()).endsWith(".");
          assertThat(message.kernels()).isNotEmpty();
        });
  }

  @Test
  void everyStepHasAMessage() {
    Set<Step> steps =
        KernelMessages.all().stream().map(KernelMessage::step).collect(Collectors.toSet());
    assertThat(steps).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Step.class));
  }

  @Test
  void anUnknownMessageIsRefused() {
    assertThatThrownBy(() -> KernelMessages.of("no-such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such");
  }

  /**
   * What the kernel prints of each row is read as that row, with the same values; of two texts side
   * by side nobody can tell where one ends.
   */
  @Property(tries = 30)
  void everyMessageIsReadBackAsItself(@ForAll @IntRange(min = 0, max = 60_000) int number) {
    for (KernelMessage message : KernelMessages.all()) {
      List<Object> values = values(message, number);
      String text = message.text(values.toArray());
      KernelMessages.Found found =
          KernelMessages.find(message.printer(), text).orElseThrow(() -> new AssertionError(text));
      assertThat(found.message().id()).as(text).isEqualTo(message.id());
      assertThat(found.values().numbers().values()).as(text).allMatch(value -> value == number);
      assertThat(found.values().texts().values())
          .as(text)
          .allMatch(value -> value.replace("w" + number, "").isEmpty());
    }
  }

  private static List<Object> values(KernelMessage message, int number) {
    List<Object> values = new ArrayList<>();
    CONVERSION
        .matcher(message.format())
        .results()
        .forEach(conversion -> {
          String type = conversion.group(1);
          boolean isText = type == null || type.equals("s");
          values.add(isText ? (Object) ("w" + number) : (Object) number);
        });
    return values;
  }
}
