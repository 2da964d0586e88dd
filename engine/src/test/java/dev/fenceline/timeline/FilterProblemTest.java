package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterProblemTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ccr",
        "CCR status:failed lane:nvme4",
        "kind:ccr-answered",
        "source:nvme3",
        "sourceCid:5 sourcecid:0x5",
        "status:0x4141 status:ok",
        "seq:12 op:5",
        "seq:1..20 seq:..20 seq:1..",
        "lane:nvme3|nvme4 cid:5|0x6 status:failed|0x371",
        "after:12.5 before:12.6s",
        "-lane:nvme3 -status:failed",
        "\"nvme3\" -completed",
        "impacted.ciu:1",
        "10.0.0.1:4420",
        "nqn.2014-08.org.nvmexpress:uuid",
        "\"time>12s (\"",
        "text:\"two words\""
      })
  void aFilterHasNoProblem(String query) {
    assertThat(FilterProblem.of(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          staus:failed          | 1 | No field is called "staus". Did you mean "status:"?
          ccr staus:failed      | 5 | No field is called "staus".
          after:xx              | 1 | Expected seconds, such as after:12.5.
          before:               | 1 | Expected a value after "before:".
          time>12s              | 1 | Expected after:12 for a time.
          time<12               | 1 | Expected before:12 for a time.
          ccr lane=nvme4        | 5 | Expected "lane:" and a value, not "lane=".
          ccr (                 | 5 | "(" is not a term
          ccr && aen            | 5 | "&&" is not a term
          seq:abc               | 1 | Expected a whole number, such as seq:12.
          seq:..                | 1 | Expected a whole number, such as seq:12.
          seq:1..x              | 1 | Expected a whole number, such as seq:12.
          cid:abc               | 1 | Expected a whole number, such as cid:12.
          status:faild          | 1 | Expected status:failed, status:ok or a number
          kind:nothing          | 1 | No kind of event contains "nothing".
          lane:nvme4 -          | 12 | Expected a term after "-".
          "not closed           | 1 | The quote is not closed.
          """,
      quoteCharacter = '\'')
  void aProblemSaysWhereAndWhatWasExpected(String query, int position, String expected) {
    FilterProblem problem = FilterProblem.of(query).orElseThrow();
    assertThat(problem.expected()).startsWith(expected);
    assertThat(problem.position()).isEqualTo(position);
  }

  @Test
  void eachOfSeveralValuesIsChecked() {
    assertThat(FilterProblem.of("cid:5|x").orElseThrow().expected())
        .isEqualTo("Expected a whole number, such as cid:12.");
    assertThat(FilterProblem.of("lane:nvme4|").orElseThrow().expected())
        .isEqualTo("Expected a value after \"lane:\" and on each side of \"|\".");
  }

  @Test
  void moreTermsThanAreReadAreAProblem() {
    assertThat(FilterProblem.of("a ".repeat(40)).orElseThrow().expected())
        .isEqualTo("At most 32 terms are possible.");
  }
}
