package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTextTest {
  private static final List<String> NAMES = List.of("lane", "kind", "after", "before", "seq", "");
  private static final List<String> VALUES =
      List.of("nvme4", "12.5", "host/log: nvme4|host/nvme3", "a b", "path A", "1..5");
  private static final List<String> OTHERS =
      List.of("cid:5", "-lane:nvme3", "-\"no such\"", "text:\"several words\"", "status:failed");

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** A changed term has its value; all other terms stay, in their order. */
  @Property(tries = 300)
  void onlyTheTermChanges(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> others = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      others.add(any(OTHERS, random));
    }
    String query = String.join(" ", others);
    String name = any(NAMES, random);
    for (int i = 0; i < 3; i++) {
      String value = any(VALUES, random);
      query = FilterText.with(query, name, value);
      assertThat(FilterText.value(query, name)).isEqualTo(value);
      assertThat(FilterText.with(query, name, "")).isEqualTo(String.join(" ", others));
      assertThat(FilterText.with(query, name, value)).isEqualTo(query);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "lane:nvme3 cid:5; lane; nvme4; lane:nvme4 cid:5",
        "cid:5 lane:\"a b\" ccr; lane; ``; cid:5 ccr",
        "cid:5; lane; a b; cid:5 lane:\"a b\"",
        "cid:5 word kind:x; ``; two words; cid:5 \"two words\" kind:x",
        "-lane:nvme3; lane; nvme4; -lane:nvme3 lane:nvme4",
        "``; ``; a:b; \"a:b\""
      })
  void aTermIsChangedInItsPlace(String query, String name, String value, String changed) {
    assertThat(FilterText.with(query, name, value)).isEqualTo(changed);
  }
}
