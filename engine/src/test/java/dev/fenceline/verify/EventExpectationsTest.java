package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.timeline.Story;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expectations as scenario files have them, of a story that is written by hand. */
class EventExpectationsTest {
  private static final Timeline STORY = new Story().bothLive().recoveryByCcr().timeline();

  private static List<Finding> check(String expectation, Timeline timeline) {
    Scenario scenario =
        ScenarioReader.read(
            "{'id':'x','title':'t','expectations':[{'expectation':%s}]}"
                .formatted(expectation)
                .replace('\'', '"'),
            "x.json");
    return ExpectationCheck.check(scenario, timeline, Verdict.INTACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'sequence','of':[{'event':'fencing-started'},{'event':'ccr-ended','lane':'host/nvme4'}]",
        "'sequence','of':[{'event':'controller-state','with':{'to':'live'}},"
            + "{'event':'controller-state','with':{'to':'fencing'}},"
            + "{'event':'controller-state','with':{'to':'live'}}]",
        "'count','of':{'event':'controller-identified'},'exactly':2",
        "'count','of':{'event':'hold-armed'},'atMost':0",
        "'count','of':{'event':'command-submitted','with':{'operation':9}},'atLeast':2,'atMost':2",
        "'fields','of':{'event':'controller-identified'},'are':{'instance.ciu':'!="
            + " 0','ccrLimit':4}",
        "'fields','of':{'event':'command-submitted','nth':2},'are':{'copy':'> 1','cid':'14h'}",
        "'fields','of':{'event':'ccr-ended'},'are':{'outcome':'success','source':'nvme3'}",
        "'fields','of':{'event':'error-recovery'},'are':{'fencing':true,'trigger':'!= reset'}",
        "'compared','of':{'event':'ccr-issued'},'to':{'event':'controller-identified','nth':2},"
            + "'are':{'impacted.ciu':'instance.ciu','impacted.cirn':'= instance.cirn'}",
        "'compared','of':{'event':'controller-identified'},"
            + "'to':{'event':'controller-identified','nth':2},"
            + "'are':{'instance.cntlid':'< instance.cntlid','instance.cirn':'!= instance.cirn'}",
        "'duration','between':{'event':'fencing-started'},'and':{'event':'fencing-ended'},"
            + "'from':'1.5 s','to':'1.51 s'"
      })
  void areMet(String expectation) {
    assertThat(check(expectation, STORY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'sequence','of':[{'event':'ccr-ended'},{'event':'fencing-started'}]",
        "'sequence','of':[{'event':'fencing-started','lane':'host/nvme3'}]",
        "'count','of':{'event':'controller-identified'},'exactly':1",
        "'count','of':{'event':'hold-armed'},'atLeast':1",
        "'count','of':{'event':'command-submitted','with':{'operation':9}},'atMost':1",
        "'fields','of':{'event':'controller-identified'},'are':{'instance.ciu':0}",
        "'fields','of':{'event':'controller-identified','nth':3},'are':{}",
        "'fields','of':{'event':'ccr-ended'},'are':{'outcome':'failed'}",
        "'fields','of':{'event':'error-recovery'},'are':{'fencing':false}",
        "'compared','of':{'event':'ccr-issued'},'to':{'event':'controller-identified'},"
            + "'are':{'impacted.cirn':'instance.cirn'}",
        "'compared','of':{'event':'ccr-issued'},'to':{'event':'hold-armed'},"
            + "'are':{'creditLeft':'remainingMillis'}",
        "'duration','between':{'event':'fencing-started'},'and':{'event':'fencing-ended'},"
            + "'from':'1.51 s','to':'2 s'",
        "'duration','between':{'event':'fencing-ended'},'and':{'event':'fencing-started'},'to':'9"
            + " s'",
        "'duration','between':{'event':'hold-armed'},'and':{'event':'fencing-ended'},'to':'9 s'"
      })
  void areMissed(String expectation) {
    assertThat(check(expectation, STORY))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Finding.Severity.BREACH);
          assertThat(finding.rule()).isEqualTo(Rule.Run.EXPECTATION);
        });
  }

  @Test
  void aMissedSequenceSaysAfterWhatItBrokeAndWhereTheNearestEventIs() {
    Finding missed =
        check(
                "'sequence','of':[{'event':'fencing-ended'},"
                    + "{'event':'ccr-issued','lane':'host/nvme4','with':{'creditLeft':0}}]",
                STORY)
            .getFirst();

    assertThat(missed.text())
        .isEqualTo(
            "Expected ccr-issued on host/nvme4 with creditLeft = 0"
                + " after fencing-ended on host/nvme4 at 14.011 s;"
                + " seen: ccr-issued on host/nvme4 at 12.510 s with creditLeft 3.");
    assertThat(missed.events())
        .extracting(sequence -> STORY.event((int) (sequence - 1)).nanos())
        .containsExactly(Story.nanos(12.51), Story.nanos(14.011));
  }

  @Test
  void anEventThatCameTooEarlyIsNamed() {
    assertThat(
            check("'sequence','of':[{'event':'ccr-ended'},{'event':'ccr-issued'}]", STORY)
                .getFirst()
                .text())
        .endsWith("seen: only earlier: ccr-issued on host/nvme4 at 12.510 s.");
  }

  @Test
  void anEventOnAnotherLaneDidNotComeTooEarly() {
    assertThat(
            check(
                    "'sequence','of':[{'event':'ccr-issued'},"
                        + "{'event':'ccr-ended','lane':'host/nvme3'}]",
                    STORY)
                .getFirst()
                .text())
        .contains("seen: ccr-ended on host/nvme4 at")
        .doesNotContain("only earlier");
  }

  @Test
  void aMissedCountNamesTheEventsThatWereThere() {
    Finding missed =
        check("'count','of':{'event':'controller-identified'},'atLeast':3", STORY).getFirst();

    assertThat(missed.text())
        .isEqualTo("Expected at least 3 controller-identified; seen: 2, at 0.000 s, 0.000 s.");
    assertThat(missed.events()).hasSize(2);
  }

  @Test
  void whatIsNotThereAtAllIsSaidSo() {
    assertThat(check("'count','of':{'event':'aen-sent'},'exactly':1", STORY).getFirst().text())
        .isEqualTo("Expected exactly 1 aen-sent; seen: no aen-sent at all.");
  }

  @Test
  void fieldsAreShownAsTheExpectationWritesThem() {
    assertThat(
            check("'fields','of':{'event':'ccr-issued'},'are':{'sourceCid':'00FFh'}", STORY)
                .getFirst()
                .text())
        .isEqualTo(
            "Expected ccr-issued to have sourceCid = 00FFh; seen: sourceCid 000Ch at 12.510 s.");
  }

  @Test
  void inRealTimeAWaitMayBeLongerButNeverShorter() {
    Story story = new Story();
    story.tell(Lane.LAB, new RunEvent.Started("ccr", 1, "real"));
    Timeline timeline = story.bothLive().recoveryByCcr().timeline();
    String wait = "'duration','between':{'event':'ccr-issued'},'and':{'event':'ccr-ended'},";

    assertThat(check(wait + "'from':'0.5 s','to':'1 s'", timeline)).isEmpty();
    assertThat(check(wait + "'from':'1.6 s','to':'2 s'", timeline)).hasSize(1);
  }
}
