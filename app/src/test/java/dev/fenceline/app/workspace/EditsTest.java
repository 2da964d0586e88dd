package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditsTest {
  private final Edits edits = new Edits();
  private final List<String> words = new ArrayList<>();

  private void add(String word) {
    edits.perform(() -> words.add(word), () -> words.remove(word));
  }

  @Test
  void changesAreTakenBackInReverseOrderAndMadeAgain() {
    add("one");
    add("two");
    edits.undo();
    assertThat(words).containsExactly("one");
    edits.undo();
    assertThat(words).isEmpty();
    assertThat(edits.canUndo().get()).isFalse();
    edits.redo();
    edits.redo();
    assertThat(words).containsExactly("one", "two");
    assertThat(edits.canRedo().get()).isFalse();
  }

  @Test
  void aNewChangeEndsWhatCouldBeMadeAgain() {
    add("one");
    edits.undo();
    add("two");
    edits.redo();
    assertThat(words).containsExactly("two");
  }
}
