package dev.fenceline.app.authoring;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/** The page on which a lesson is made of a session. */
public final class AuthoringFeature implements Feature {
  private boolean isPreviewing;

  @Override
  public void addTo(WindowParts window) {
    AuthoringViewModel model = new AuthoringViewModel(window.workspace());
    AuthoringView page =
        new AuthoringView(
            model,
            () -> preview(window, model.chosenIndex()),
            () -> window.actions().get("file.save.as").perform(),
            window.pages()::leave);
    ObservableValue<String> whyNot =
        window
            .workspace()
            .whyNot(
                _ -> window.lessonPlayed().map(played -> played ? "A lesson is being played" : ""));
    window.add(
        UserAction.of(
                "lessons.author.show",
                Group.LESSONS,
                "Make a lesson of this session",
                () -> show(window, model, page))
            .withKey(Key.chord("Shortcut+M"))
            .withDisabled(whyNot));
    window.add(
        UserAction.of(
                "lessons.author.add",
                Group.LESSONS,
                "Add the selection to the lesson",
                () -> {
                  model.begin();
                  window.workspace().messages().news("Added to the lesson", model.addSelection());
                })
            .withKey(Key.chord("Shortcut+Shift+M"))
            .withDisabled(whyNot));
    window
        .lessonPlayed()
        .subscribe((_, played) -> {
          if (isPreviewing && !played) {
            isPreviewing = false;
            // The session of the lesson is shown first, which closes all pages.
            Platform.runLater(() -> show(window, model, page));
          }
        });
  }

  private void preview(WindowParts window, int step) {
    isPreviewing = true;
    window.playOwnLesson(step);
  }

  private static void show(WindowParts window, AuthoringViewModel model, AuthoringView page) {
    model.begin();
    page.refresh();
    window.pages().toggle(page);
  }
}
