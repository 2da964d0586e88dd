package dev.fenceline.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbers in the texts of the shipped lessons are those of the runs that the lessons play. */
@Tag("slow")
class LessonNumbersTest {
  /** A lesson with one of the runs that it plays. */
  private record Told(Lesson lesson, Timeline run) {
    /** Reads a lesson and runs what one of its steps plays; steps count from 1. */
    static Told of(String id, int step) throws IOException {
      Lesson lesson = LessonLibrary.find(id).orElseThrow();
      Played played = lesson.playedAt(step - 1);
      if (played.session() != null) {
        Path file = Path.of("../sessions", played.session() + Played.SUFFIX);
        return new Told(lesson, Timeline.of(SessionReader.read(file).events()));
      }
      Scenario scenario = played.toRun();
      return new Told(lesson, Lab.run(scenario, scenario.seed()));
    }

    /** Expects a step to say something, in its text or with the answer to its question. */
    Told says(int step, String words) {
      LessonStep told = lesson.steps().get(step - 1);
      Question question = told.question();
      assertThat(told.title() + " " + told.text() + " " + (question == null ? "" : question))
          .as("%s, step %d", lesson.id(), step)
          .contains(words);
      return this;
    }

    long nanos(String landmark) {
      return new LessonOnRun(lesson, run).nanos(new Moment(landmark, 0, 0));
    }

    Duration between(String from, String to) {
      return Duration.ofNanos(nanos(to) - nanos(from));
    }

    /** Returns what passes between two landmarks as a text says it, such as "5.6 seconds". */
    String seconds(String from, String to) {
      return String.format(Locale.ROOT, "%.1f seconds", between(from, to).toNanos() / 1e9);
    }

    <T extends Detail> List<T> all(String lane, Class<T> kind) {
      return events(lane, kind).stream().map(event -> kind.cast(event.detail())).toList();
    }

    <T extends Detail> List<Event> events(String lane, Class<T> kind) {
      Lane where = Lane.parse(lane);
      return run.events(run.size(), kind).stream()
          .filter(event -> event.lane().equals(where))
          .toList();
    }

    long blocksThatWentBack() {
      return run.events(run.size(), Finding.class).stream()
          .filter(event -> ((Finding) event.detail()).rule() == Rule.Data.LOST_UPDATE)
          .count();
    }

    /** Returns the newest version that was acknowledged before a time. */
    long acknowledged(long nanos) {
      List<Long> done =
          run.events(run.size(), IoEvent.Ended.class).stream()
              .filter(event -> event.nanos() < nanos)
              .map(event -> ((IoEvent) event.detail()).operation())
              .toList();
      return run.events(run.size(), IoEvent.Submitted.class).stream()
          .map(event -> (IoEvent.Submitted) event.detail())
          .filter(write -> done.contains(write.operation()))
          .mapToLong(IoEvent.Submitted::version)
          .max()
          .orElseThrow();
    }
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  @Test
  void keepAlivesOfTheFirstLesson() throws IOException {
    Told told = Told.of("keep-alive", 1);
    List<Event> sent =
        told.events("host/nvme4", KeepAliveEvent.Sent.class).stream()
            .filter(event -> event.nanos() < told.nanos("expired"))
            .toList();
    told.says(2, "Every 2.5 seconds");
    for (int i = 1; i < sent.size(); i++) {
      assertThat(sent.get(i).nanos() - sent.get(i - 1).nanos()).isEqualTo(seconds(2.5).toNanos());
    }
    told.says(3, "five seconds").says(5, "Five seconds");
    assertThat(told.all("host/nvme4", ControllerEvent.Identified.class).getFirst().katoMillis())
        .isEqualTo(5000);
    assertThat(told.between("unanswered", "expired")).isEqualTo(seconds(5));
    told.says(7, "two seconds later, when the path works again");
    assertThat(told.between("expired", "noticed")).isBetween(seconds(1.9), seconds(2.1));
  }

  @Test
  void theStaleWrite() throws IOException {
    Told told = Told.of("stale-write", 1);
    told.says(2, "almost nine seconds").says(2, "less than a millisecond");
    assertThat(told.between("slow", "landed")).isBetween(seconds(8.7), seconds(9));
    assertThat(
            told.run.events(told.run.size(), CommandEvent.Executing.class).stream()
                .map(event -> (CommandEvent.Executing) event.detail())
                .filter(command -> command.opcode() == 1)
                .filter(command -> command.takesNanos() > 600_000))
        .as("writes that are not done within a millisecond, with the way there and back")
        .hasSize(1);
    told.says(4, "On path B no answer comes for five seconds");
    assertThat(
            told.events("host/nvme4", KeepAliveEvent.Sent.class).stream()
                .map(Event::nanos)
                .filter(sent -> sent > told.nanos("cut") && sent < told.nanos("detected")))
        .containsExactly(told.nanos("detected") - seconds(5).toNanos());
    told.says(5, "version 68").says(5, "within a millisecond").says(5, "69");
    assertThat(told.between("retry", "acknowledged")).isLessThan(seconds(0.001));
    assertThat(told.acknowledged(told.nanos("acknowledged") + 1)).isEqualTo(68);
    told.says(6, "The block holds version 98 now");
    long asked = told.nanos("landed") - seconds(0.05).toNanos();
    assertThat(told.acknowledged(asked)).isEqualTo(98);
    assertThat(told.acknowledged(told.nanos("landed"))).isEqualTo(98);
  }

  @Test
  void theStaleWriteWithMoreWork() throws IOException {
    Told told = Told.of("stale-write", 9);
    Scenario scenario = told.lesson.playedAt(8).toRun();
    told.says(9, "Sixteen blocks, and up to six writes").says(9, "three writes");
    assertThat(scenario.workload().blocks()).isEqualTo(16);
    assertThat(scenario.workload().workers()).isEqualTo(6);
    assertThat(told.run.events(told.run.size(), IoEvent.FailedOver.class)).hasSize(3);
    assertThat(told.blocksThatWentBack()).isEqualTo(3);
  }

  @Test
  void waitingAndAsking() throws IOException {
    Told waiting = Told.of("waiting", 1);
    waiting.says(2, "Five seconds").says(3, "Two times 5 s plus 5 s makes 15 s");
    assertThat(waiting.between("detected", "ended")).isEqualTo(seconds(15));
    waiting.says(7, "more than twenty seconds");
    assertThat(waiting.between("cut", "retry")).isBetween(seconds(20), seconds(21));

    Told asking = Told.of("asking", 1);
    asking.says(2, "a third of a millisecond");
    assertThat(asking.between("asked", "answer").plusNanos(100_000))
        .isBetween(seconds(0.00030), seconds(0.00036));
    asking.says(5, asking.seconds("detected", "retry"));
    asking.says(8, "about seven seconds");
    assertThat(asking.between("cut", "retry")).isBetween(seconds(6.9), seconds(7.2));
    assertThat(asking.between("cut", "detected"))
        .isGreaterThan(asking.between("detected", "retry"));
  }

  @Test
  void withAndWithoutFencing() throws IOException {
    Told told = Told.of("with-and-without", 1);
    Lesson second = told.lesson.second().orElseThrow();
    Scenario fenced = second.playedAt(0).toRun();
    Told other = new Told(second, Lab.run(fenced, fenced.seed()));
    for (int step : new int[] {3, 6}) {
      told.says(step, "1.5 s");
    }
    assertThat(other.seconds("detected", "retry")).isEqualTo("1.5 seconds");
    assertThat(told.between("detected", "retry")).isLessThan(seconds(0.001));
    told.says(2, "five seconds").says(2, "the same moment");
    assertThat(other.nanos("detected")).isEqualTo(told.nanos("detected"));
    told.says(4, "almost nine seconds");
    assertThat(told.between("slow", "landed")).isBetween(seconds(8.7), seconds(9));
    told.says(1, "One setting differs");
    assertThat(fenced.target()).isEqualTo(told.lesson.playedAt(0).toRun().target());
    assertThat(fenced.faults()).isEqualTo(told.lesson.playedAt(0).toRun().faults());
  }

  @Test
  void limitsOfAsking() throws IOException {
    Told limit = Told.of("limits", 1);
    limit.says(1, "Four paths, and three fail").says(1, "at most two resets");
    assertThat(limit.lesson.playedAt(0).toRun().paths()).hasSize(4);
    assertThat(limit.lesson.playedAt(0).toRun().target().ccrLimit()).isEqualTo(2);
    limit.says(3, limit.seconds("first", "reset")).says(3, "waits for 15");
    assertThat(limit.between("third", "held")).isEqualTo(seconds(15));

    Told dies = Told.of("limits", 4);
    dies.says(4, "Half a second later");
    assertThat(dies.between("asked", "helpercut")).isBetween(seconds(0.45), seconds(0.55));
    dies.says(5, "After five seconds").says(5, "15 seconds");
    assertThat(dies.between("asked", "gaveup")).isBetween(seconds(5), seconds(5.01));
    assertThat(dies.between("first", "holdended")).isEqualTo(seconds(15));

    Told down = Told.of("limits", 6);
    down.says(6, "held for 15 seconds").says(6, "New work waits");
    assertThat(down.all("host/nvme3", HoldEvent.Ended.class)).hasSize(1);
    assertThat(down.run.events(down.run.size(), IoEvent.Refused.class)).isEmpty();
  }

  @Test
  void theNextLifeOfAController() throws IOException {
    Told told = Told.of("identity", 1);
    told.says(3, "the number is 2 as before, the counter is one higher");
    List<InstanceEvent.Ready> lives =
        List.of(
            told.all("target/2.1", InstanceEvent.Ready.class).getFirst(),
            told.all("target/2.2", InstanceEvent.Ready.class).getFirst());
    assertThat(lives).allMatch(life -> life.instance().cntlid() == 2);
    assertThat(lives.get(1).instance().ciu()).isEqualTo(lives.get(0).instance().ciu() + 1);
    assertThat(lives.get(1).instance().cirn()).isNotEqualTo(lives.get(0).instance().cirn());
  }

  @Test
  void whatSafetyCosts() throws IOException {
    Told none = Told.of("cost", 1);
    none.says(1, none.seconds("cut", "retry")).says(1, "Three blocks");
    assertThat(none.blocksThatWentBack()).isEqualTo(3);
    Told asking = Told.of("cost", 2);
    asking.says(2, asking.seconds("cut", "retry")).says(2, "5.6 to notice, 1.5 until");
    assertThat(asking.seconds("cut", "detected")).isEqualTo("5.6 seconds");
    assertThat(asking.seconds("detected", "retry")).isEqualTo("1.5 seconds");
    Told waiting = Told.of("cost", 3);
    waiting.says(3, waiting.seconds("cut", "retry")).says(3, "5.6 to notice, 15 to wait");
    assertThat(waiting.between("detected", "retry")).isBetween(seconds(15), seconds(15.01));
  }

  @Test
  void theKernelLog() throws IOException {
    Told told = Told.of("kernel-log", 1);
    told.says(2, told.seconds("cut", "timeout") + " later");
  }

  @Test
  void aTargetThatNeedsLessIsWaitedForAsLong() throws IOException {
    Told told = Told.of("experiment", 1);
    told.says(1, "sixteen blocks and six workers").says(2, "promises 5 s").says(2, "needs 1.5 s");
    Scenario given = told.lesson.playedAt(1).toRun();
    assertThat(given.workload().blocks()).isEqualTo(16);
    assertThat(given.workload().workers()).isEqualTo(6);
    assertThat(given.target().cqtMillis()).isEqualTo(5000);
    assertThat(given.target().quiesceMillis()).isEqualTo(1500);
    Scenario quicker = Played.changed(given, List.of("quiesce=1 s"));
    Told other = new Told(told.lesson, Lab.run(quicker, quicker.seed()));
    assertThat(other.between("detected", "ended")).isEqualTo(told.between("detected", "ended"));
    assertThat(Objects.requireNonNull(told.lesson.steps().get(1).question()).answer()).isEqualTo(2);
  }
}
