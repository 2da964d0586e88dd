package dev.fenceline.app.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;

class ActionRegistryTest {
  private final ActionRegistry actions = new ActionRegistry();

  private static UserAction action(String id, String words) {
    return UserAction.of(id, Group.RUN, words, () -> {});
  }

  @Test
  void anIdIsTakenOnce() {
    actions.add(action("run.start", "Run"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> actions.add(action("run.start", "Run again")))
        .withMessageContaining("run.start");
  }

  @Test
  void aKeyIsTakenOnce() {
    actions.add(action("run.start", "Run").withKey(Key.chord("Shortcut+R")));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> actions.add(action("run.other", "Other").withKey(Key.chord("Shortcut+R"))))
        .withMessageContaining("the same key");
  }

  @Test
  void whatBeginsWithTheTextIsFoundFirst() {
    actions.add(action("run.again", "Run it, then stop"));
    actions.add(action("run.stop", "Stop"));
    assertThat(actions.matching("sto"))
        .extracting(UserAction::id)
        .containsExactly("run.stop", "run.again");
  }

  @Test
  void theMenusNameFindsItsActions() {
    actions.add(action("run.stop", "Stop"));
    assertThat(actions.matching("RUN st")).extracting(UserAction::id).containsExactly("run.stop");
    assertThat(actions.matching("view")).isEmpty();
  }

  @Test
  void anActionThatCannotBeDoneDoesNothing() {
    SimpleBooleanProperty possible = new SimpleBooleanProperty(false);
    AtomicInteger done = new AtomicInteger();
    UserAction action =
        UserAction.of("run.stop", Group.RUN, "Stop", done::incrementAndGet)
            .withEnabled(possible, "No run is in progress");
    assertThat(action.whyNot().getValue()).isEqualTo("No run is in progress");
    action.perform();
    assertThat(done).hasValue(0);
    possible.set(true);
    assertThat(action.whyNot().getValue()).isEmpty();
    action.perform();
    assertThat(done).hasValue(1);
  }
}
