package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

class ZoneCheckTest {
  private static final int MAX_OPERATIONS = 8;

  private static Operation write(long number, long value, long from, long to) {
    return new Operation(number, Operation.Kind.WRITE, value, value, from, from, to, to);
  }

  private static Operation read(long number, long value, long from, long to) {
    return new Operation(number, Operation.Kind.READ, value, value, from, from, to, to);
  }

  private static Operation failedWrite(long number, long value, long from, long to) {
    return new Operation(number, Operation.Kind.FAILED_WRITE, value, value, from, from, to, to);
  }

  /** Small histories: some linearizable, some not; some with writes that failed or did not end. */
  @Provide
  Arbitrary<List<Operation>> histories() {
    return Arbitraries.randomValue(ZoneCheckTest::history);
  }

  private static List<Operation> history(Random random) {
    int count = 2 + random.nextInt(MAX_OPERATIONS - 1);
    int writes = 1 + random.nextInt(count);
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ends.add(i);
      ends.add(i);
    }
    // short operations one after the other are the rule, overlaps the exception
    for (int i = 0, swaps = random.nextInt(2 * count); i < swaps; i++) {
      int at = random.nextInt(ends.size() - 1);
      Collections.swap(ends, at, at + 1);
    }
    List<Operation> history = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i = 0; i < count; i++) {
      long from = ends.indexOf(i) + 1L;
      long to = ends.lastIndexOf(i) + 1L;
      boolean isWrite = order.get(i) < writes;
      boolean open = isWrite && random.nextInt(6) == 0;
      long value = isWrite ? order.get(i) + 1L : random.nextInt(writes + 1);
      if (isWrite && !open && random.nextInt(5) == 0) {
        history.add(failedWrite(i + 1L, value, from, to));
        continue;
      }
      history.add(
          isWrite
              ? write(i + 1L, value, from, open ? Operation.OPEN : to)
              : read(i + 1L, value, from, to));
    }
    return history;
  }

  @Tag("slow")
  @Property(tries = 100_000)
  void agreesWithASearchOfAllOrders(@ForAll("histories") List<Operation> history) {
    boolean linearizable = isLinearizable(history);
    Statistics.label("linearizable").collect(linearizable);

    assertThat(ZoneCheck.check(history).isEmpty()).isEqualTo(linearizable);
  }

  @Property(tries = 2_000)
  void aViolationNamesAtMostFourOperationsThatAreNotLinearizableByThemselves(
      @ForAll("histories") List<Operation> history) {
    for (ZoneCheck.Violation violation : ZoneCheck.check(history)) {
      List<Operation> named =
          violation.operations().stream().filter(operation -> operation.number() > 0).toList();
      assertThat(named).hasSizeBetween(1, 4);
      Set<Operation> alone = new HashSet<>(named);
      // with the writes of their values, without which nobody could have read them
      for (Operation operation : history) {
        if (operation.write()
            && named.stream().anyMatch(other -> other.value() == operation.value())) {
          alone.add(operation);
        }
      }
      assertThat(isLinearizable(List.copyOf(alone))).isFalse();
    }
  }

  private record State(int done, long value) {}

  /** Each failed write has taken effect before it failed, or never: every choice is tried. */
  private static boolean isLinearizable(List<Operation> history) {
    List<Operation> failed =
        history.stream()
            .filter(operation -> operation.kind() == Operation.Kind.FAILED_WRITE)
            .toList();
    for (int choice = 0; choice < 1 << failed.size(); choice++) {
      List<Operation> left = new ArrayList<>(history);
      for (int i = 0; i < failed.size(); i++) {
        if ((choice & 1 << i) != 0) {
          left.remove(failed.get(i));
        }
      }
      if (isLinearizable(left, 0, 0, new HashSet<>())) {
        return true;
      }
    }
    return false;
  }

  /** Tries every order that respects time; an open write may also never take effect. */
  private static boolean isLinearizable(
      List<Operation> history, int done, long value, Set<State> failed) {
    boolean finished = true;
    long earliestEnd = Operation.OPEN;
    for (int i = 0; i < history.size(); i++) {
      if ((done & 1 << i) == 0) {
        finished &= history.get(i).responded() == Operation.OPEN;
        earliestEnd = Math.min(earliestEnd, history.get(i).responded());
      }
    }
    if (finished) {
      return true;
    }
    if (!failed.add(new State(done, value))) {
      return false;
    }
    for (int i = 0; i < history.size(); i++) {
      Operation next = history.get(i);
      boolean mayBeNext = (done & 1 << i) == 0 && next.invoked() < earliestEnd;
      if (mayBeNext
          && (next.write() || next.value() == value)
          && isLinearizable(history, done | 1 << i, next.write() ? next.value() : value, failed)) {
        return true;
      }
    }
    return false;
  }

  @Example
  void aWriteThatComesBackIsOneViolationThatNamesOldAndNew() {
    List<Operation> history =
        List.of(write(1, 11, 1, 2), write(2, 12, 3, 4), write(3, 13, 5, 6), read(4, 11, 7, 8));

    List<ZoneCheck.Violation> violations = ZoneCheck.check(history);

    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst()).isInstanceOf(ZoneCheck.WentBack.class);
    ZoneCheck.WentBack back = (ZoneCheck.WentBack) violations.getFirst();
    assertThat(back.newer().value()).isEqualTo(13);
    assertThat(back.seenAgain().number()).isEqualTo(4);
  }

  @Example
  void aBlockThatIsBlankAgainHasLostItsWrite() {
    List<ZoneCheck.Violation> violations =
        ZoneCheck.check(List.of(write(1, 5, 1, 2), read(2, 0, 3, 4)));

    assertThat(violations).hasSize(1);
    assertThat(violations.getFirst().operations()).extracting(Operation::number).contains(1L, 2L);
  }

  @Example
  void aValueThatNobodyWroteIsAPhantom() {
    assertThat(ZoneCheck.check(List.of(read(1, 99, 1, 2))))
        .singleElement()
        .isInstanceOf(ZoneCheck.Phantom.class);
  }

  @Example
  void aWriteOfUnknownOutcomeMayAppearLate() {
    assertThat(
            ZoneCheck.check(
                List.of(write(1, 1, 1, Operation.OPEN), read(2, 0, 2, 3), read(3, 1, 4, 5))))
        .isEmpty();
  }

  @Example
  void aWriteThatFailedTookEffectBeforeThatOrNever() {
    assertThat(
            ZoneCheck.check(List.of(write(1, 1, 1, 2), failedWrite(2, 2, 3, 4), read(3, 2, 5, 6))))
        .isEmpty();
    assertThat(
            ZoneCheck.check(List.of(write(1, 1, 1, 2), failedWrite(2, 2, 3, 4), read(3, 1, 5, 6))))
        .isEmpty();
  }

  @Example
  void aWriteThatFailedAndCameAfterANewerOneIsOneViolation() {
    List<ZoneCheck.Violation> violations =
        ZoneCheck.check(
            List.of(
                write(1, 1, 1, 2),
                failedWrite(2, 2, 3, 4),
                read(3, 1, 5, 6),
                write(4, 3, 7, 8),
                read(5, 2, 9, 10)));

    assertThat(violations)
        .singleElement()
        .isInstanceOfSatisfying(
            ZoneCheck.WentBack.class,
            back -> {
              assertThat(back.seenAgain().number()).isEqualTo(5);
              assertThat(back.newer().value()).isEqualTo(3);
            });
  }

  @Example
  void aWriteThatFailedAndWasSeenNotToHaveTakenEffectMustNotAppear() {
    assertThat(
            ZoneCheck.check(
                List.of(
                    write(1, 1, 1, 2),
                    failedWrite(2, 2, 3, 4),
                    read(3, 1, 5, 6),
                    read(4, 2, 7, 8))))
        .hasSize(1);
  }

  @Example
  void aFailedWriteThatWasReadBeforeIsProvenByThatRead() {
    List<ZoneCheck.Violation> violations =
        ZoneCheck.check(
            List.of(
                write(1, 1, 1, 2), read(2, 2, 3, 7), failedWrite(3, 2, 4, 5), read(4, 1, 8, 9)));

    assertThat(violations)
        .singleElement()
        .satisfies(it ->
            assertThat(it.operations())
                .extracting(Operation::number)
                .containsExactly(1L, 2L, 3L, 4L));
  }
}
