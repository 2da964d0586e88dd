package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.scenario.setting.ScenarioException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

class ValueListTest {
  /** Takes any CQT. */
  private static final Scenario LENIENT =
      Parameter.named("broken-promise").apply(ScenarioLibrary.find("hold").orElseThrow(), "on");

  private static List<String> read(String key, String text) {
    return ValueList.read(Parameter.named(key), text);
  }

  @Example
  void valuesAreNamedOneByOneOrSpreadFromOneToAnother() {
    assertThat(read("cqt", "0 s, 1 s,5 s")).containsExactly("0 s", "1 s", "5 s");
    assertThat(read("cqt", "0 s .. 10 s in 6 steps"))
        .containsExactly("0 s", "2 s", "4 s", "6 s", "8 s", "10 s");
    assertThat(read("cqt", "0 s\u20262 s in 3")).containsExactly("0 s", "1 s", "2 s");
    assertThat(read("delay", "100 us to 200 us in 3 values"))
        .containsExactly("100 us", "150 us", "200 us");
    assertThat(read("kato", "1 s, 2 s .. 3 s in 2 steps")).containsExactly("1 s", "2 s", "3 s");
    assertThat(read("kato", "10 s .. 0 s in 4 steps"))
        .containsExactly("10 s", "6.667 s", "3.333 s", "0 s");
    assertThat(read("ccrl", "1..4")).containsExactly("1", "2", "3", "4");
    assertThat(read("ccrl", "0 .. 8 in 3 steps")).containsExactly("0", "4", "8");
    assertThat(read("cut", "6 s .. 7 s in 3 steps")).containsExactly("6 s", "6.5 s", "7 s");
  }

  @Example
  void whatTakesWordsTakesAllOfThem() {
    assertThat(read("tbkas", "all")).containsExactly("off", "on");
    assertThat(read("policy", "all"))
        .containsExactly("none", "time-based", "rfc", "v3", "v4", "best");
    assertThat(read("policy", "none, best")).containsExactly("none", "best");
  }

  @Example
  void whatCannotBeReadSaysWhatToWrite() {
    assertThatThrownBy(() -> read("cqt", "0 s .. 10 s"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("in how many steps");
    assertThatThrownBy(() -> read("cqt", "0 s .. ten in 3 steps")).hasMessageContaining("\"ten\"");
    assertThatThrownBy(() -> read("cqt", "0 s .. 1 s in 1 steps")).hasMessageContaining("2 to 100");
    assertThatThrownBy(() -> read("cqt", "0 s .. 1 s in 101 steps")).hasMessageContaining("101");
    assertThatThrownBy(() -> read("cqt", "all")).hasMessageContaining("from where to where");
  }

  @Example
  void magnitudesAreNanosecondsAndNumbers() {
    assertThat(ValueList.magnitude(Parameter.named("cqt"), "2 ms")).hasValue(2_000_000);
    assertThat(ValueList.magnitude(Parameter.named("ccrl"), "4")).hasValue(4);
    assertThat(ValueList.magnitude(Parameter.named("ctrl-loss"), "never")).isEmpty();
    assertThat(ValueList.magnitude(Parameter.named("policy"), "best")).isEmpty();
    assertThat(ValueList.magnitude(Parameter.named("cut"), "6 s + random 1 s")).isEmpty();
  }

  @Example
  void aSpreadIsNoFinerThanItsParameter() {
    assertThat(ValueList.read(Parameter.named("cqt"), "1 ms .. 3 ms in 20 steps"))
        .as("CQT counts in milliseconds")
        .containsExactly("1 ms", "2 ms", "3 ms");
    assertThat(ValueList.read(Parameter.named("delay"), "1 ms .. 2 ms in 3 steps"))
        .containsExactly("1 ms", "1.5 ms", "2 ms");
    assertThat(ValueList.read(Parameter.named("slow-write"), "1 ms .. 3 ms in 20 steps"))
        .hasSize(3);
  }

  @Tag("slow")
  @Property(tries = 200)
  void aSpreadBeginsAndEndsAsAskedAndEveryStepIsAValueThatTheScenarioTakes(
      @ForAll @IntRange(max = 30_000) int fromMillis,
      @ForAll @IntRange(min = 30_001, max = 65_000) int toMillis,
      @ForAll @IntRange(min = 2, max = 20) int steps) {
    Parameter cqt = Parameter.named("cqt");
    List<String> values =
        ValueList.read(cqt, "%d ms .. %d ms in %d steps".formatted(fromMillis, toMillis, steps));
    List<Long> nanos =
        values.stream().map(each -> ValueList.magnitude(cqt, each).orElseThrow()).toList();
    assertThat(nanos.getFirst()).isEqualTo(fromMillis * 1_000_000L);
    assertThat(nanos.getLast()).isEqualTo(toMillis * 1_000_000L);
    assertThat(nanos).isSorted().doesNotHaveDuplicates();
    assertThat(cqt.value(cqt.apply(LENIENT, values.get(1)))).contains(values.get(1));
  }
}
