package dev.fenceline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fenceline.scenario.Fault.Directions;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types is what a recording says. */
class FaultPromptTest {
  @Property
  void theCommandOfEveryFaultIsReadAsThatFault(@ForAll("faults") Fault fault) {
    assertThat(FaultPrompt.parse(fault.command())).isEqualTo(fault);
  }

  @Provide
  Arbitrary<Fault> faults() {
    Arbitrary<String> paths = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(9);
    Arbitrary<Directions> directions = Arbitraries.of(Directions.class);
    Arbitrary<Boolean> keep = Arbitraries.of(true, false);
    Arbitrary<Long> micros = Arbitraries.longs().between(0, 10_000_000);
    Arbitrary<Long> millis = Arbitraries.longs().between(0, 3_600_000);
    Arbitrary<Integer> controllers = Arbitraries.integers().between(0, 0xFFFF);
    return Arbitraries.oneOf(
        Combinators.combine(paths, directions, keep).as(Fault.Stall::new),
        Combinators.combine(paths, directions).as(Fault.BlackHole::new),
        paths.map(Fault.Reset::new),
        paths.map(Fault.Refuse::new),
        Combinators.combine(paths, directions, micros, micros).as(Fault.Delay::new),
        paths.map(Fault.Heal::new),
        Combinators.combine(paths, Arbitraries.of(Fault.Ana.State.class)).as(Fault.Ana::new),
        Combinators.combine(controllers, millis).as(Fault.SlowWrite::new),
        controllers.map(Fault.SlowWriteOff::new),
        controllers.map(Fault.Hang::new),
        controllers.map(Fault.HangOff::new));
  }

  @Test
  void timesHaveAnyUnitAndJitterMayBeLeftOut() {
    assertThat(FaultPrompt.parse("slow-write 8.8s")).isEqualTo(new Fault.SlowWrite(0, 8_800));
    assertThat(FaultPrompt.parse("  fault  path 2 delay 5ms "))
        .isEqualTo(new Fault.Delay("2", Directions.BOTH, 5_000, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | expected fault, heal, slow-write or hang
          break path 2 | "break": expected fault, heal, slow-write or hang
          fault | expected "path" and its name
          fault 2 stall | "2": expected "path" and its name
          fault path | expected the name of a path
          fault path 2 | expected stall, black-hole, reset, refuse, delay or ana
          fault path 2 blackhole | "blackhole": expected stall, black-hole, reset, refuse, delay or ana
          fault path 2 stall to-nowhere | "to-nowhere" is too much after "fault path 2 stall"
          fault path 2 ana slow | "slow": expected optimized, non-optimized, inaccessible
          fault path 2 delay 11s | "11s": expected a time from 0 s to 10 s
          fault path 2 delay 5 | "5" has no unit
          slow-write | expected how long a write takes
          slow-write soon | "soon" is not a time
          hang | expected on or off
          hang on controller 0 | "0": expected a controller ID from 1 to 65535
          hang on controller 99999 | "99999": expected a controller ID from 1 to 65535
          """)
  void whatIsNoFaultIsRefusedWithWhatWasExpected(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultPrompt.parse(line))
        .withMessageContaining(message);
  }
}
