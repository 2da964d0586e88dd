package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StackTest {
  private record Stretch(long from, long to) {}

  @Test
  void whatOverlapsLiesAboveOneAnotherAndWhatComesLaterBeginsAnew() {
    Stretch first = new Stretch(0, 10);
    Stretch second = new Stretch(5, 8);
    Stretch later = new Stretch(20, 30);

    assertThat(stacks(List.of(later, second, first)))
        .extracting(Stack::all)
        .containsExactly(List.of(first, second), List.of(later));
  }

  @Test
  void onlyTheFirstFewHaveALine() {
    List<Stretch> many = LongStream.range(0, 9).mapToObj(i -> new Stretch(i, 100)).toList();

    assertThat(stacks(many))
        .singleElement()
        .satisfies(stack -> assertThat(stack.all()).hasSize(9))
        .satisfies(stack -> assertThat(stack.lines()).hasSize(Stack.LINES_MAX));
    assertThat(Stack.height(stacks(many))).isEqualTo(Stack.LINES_MAX);
  }

  @Test
  void nothingHasNoHeight() {
    assertThat(Stack.height(stacks(List.of()))).isZero();
  }

  private static List<Stack<Stretch>> stacks(List<Stretch> stretches) {
    return Stack.of(stretches, Stretch::from, Stretch::to);
  }
}
