package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.timeline.FilterCompletion.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterCompletionTest {
  private static final Timeline TIMELINE = dev.fenceline.swimlane.Story.ccr();
  private static final FilterValues VALUES = FilterValues.of(TIMELINE);

  private static List<Proposal> at(String queryWithCaret) {
    int caret = queryWithCaret.indexOf('^');
    return FilterCompletion.of(queryWithCaret.replace("^", ""), caret, VALUES);
  }

  private static List<String> texts(String queryWithCaret) {
    return at(queryWithCaret).stream().map(Proposal::text).toList();
  }

  private static int found(String filter) {
    assertThat(FilterProblem.of(filter)).as(filter).isEmpty();
    return EventSet.find(TIMELINE, 0, TIMELINE.size(), EventFilter.parse(filter), () -> false)
        .size();
  }

  @Test
  void namesComeBeforeTheColonAndKindsThatContainTheWord() {
    assertThat(texts("la^")).first().isEqualTo("lane:");
    assertThat(texts("keep^")).contains("kind:keep-alive-expired ");
    assertThat(texts("impacted.c^")).contains("impacted.ciu:", "impacted.cntlid:");
    assertThat(texts("^")).contains("kind:", "lane:", "status:", "cid:");
    assertThat(texts("zzz^")).isEmpty();
    assertThat(texts("cid:^")).as("there are more than can be listed").isEmpty();
  }

  @Test
  void lanesAndStatusAreThoseThatOccur() {
    assertThat(texts("lane:^"))
        .isNotEmpty()
        .hasSameSizeAs(TIMELINE.lanes())
        .contains("lane:host/nvme4 ");
    assertThat(texts("lane:host/nvme3|nvme4^")).containsExactly("lane:host/nvme3|host/nvme4 ");
    assertThat(at("status:^"))
        .extracting(Proposal::text)
        .startsWith("status:failed ", "status:ok ")
        .contains("status:0x0 ");
    assertThat(at("status:0x0^"))
        .singleElement()
        .satisfies(it -> assertThat(it.meaning()).startsWith("000h Success"));
  }

  @Test
  void onlyTheTermAtTheCaretIsReplaced() {
    String query = "ccr lane:nv cid:5";
    Proposal proposal =
        FilterCompletion.of(query, "ccr lane:nv".length(), VALUES).stream()
            .filter(it -> it.text().equals("lane:host/nvme4 "))
            .findFirst()
            .orElseThrow();
    assertThat(proposal.in(query)).isEqualTo("ccr lane:host/nvme4  cid:5");
    assertThat(proposal.caret()).isEqualTo("ccr lane:host/nvme4 ".length());
    assertThat(texts("-la^")).contains("lane:");
    assertThat(at("-la^").getFirst().in("-la")).isEqualTo("-lane:");
  }

  /** Whatever is proposed as a value finds as many events as it says. */
  @ParameterizedTest
  @ValueSource(strings = {"kind:^", "lane:^", "status:^", "qid:^", "opcode:^", "source:^", "to:^"})
  void eachProposedValueIsFound(String query) {
    List<Proposal> proposals = at(query);
    assertThat(proposals).isNotEmpty();
    for (Proposal proposal : proposals) {
      int count = found(proposal.in(query.replace("^", "")));
      assertThat(count).as(proposal.text()).isPositive();
      String said = proposal.meaning().replaceAll("^(.*, )?(\\d+) events?$", "$2");
      if (query.startsWith("qid") || query.startsWith("kind:")) {
        assertThat(count).as(proposal.text()).isGreaterThanOrEqualTo(Integer.parseInt(said));
      }
    }
  }
}
