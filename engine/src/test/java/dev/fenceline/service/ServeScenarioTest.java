package dev.fenceline.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServeScenarioTest {
  private static Scenario start() {
    return ServeScenario.of(null, 1 << 20, List.of("127.0.0.1:4420", "127.0.0.1:4421"));
  }

  @Test
  void noStartHasTheIdentitiesOfAnother() {
    LongStream seeds =
        Stream.generate(ServeScenarioTest::start).limit(50).mapToLong(Scenario::seed);
    assertThat(seeds.distinct().count()).isEqualTo(50);
    assertThat(ServeScenario.withQuiesceTime(start().withSeed(7), "1 s").seed()).isEqualTo(7);
  }
}
