package dev.fenceline.app.library;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import java.nio.file.Path;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The sessions that were opened or saved. */
public final class LibraryViewModel {
  private final Workspace workspace;
  private final ObservableList<Card> sessions = FXCollections.observableArrayList();
  private Subscription following = Subscription.EMPTY;

  /** The library of that workspace. */
  public LibraryViewModel(Workspace workspace) {
    this.workspace = workspace;
    workspace.preferences().recent().addListener((InvalidationListener) _ -> fillSessions());
    fillSessions();
    workspace.current().subscribe(this::follow);
  }

  /** The sessions, latest first. */
  ObservableList<Card> sessions() {
    return FXCollections.unmodifiableObservableList(sessions);
  }

  private void fillSessions() {
    sessions.setAll(workspace.preferences().recent().stream().map(this::card).toList());
    OpenSession shown = workspace.current().get();
    mark(shown == null ? null : shown.file().get());
  }

  private Card card(Path file) {
    String folder = String.valueOf(file.getParent());
    return new Card(
        String.valueOf(file.getFileName()), folder, file, () -> workspace.files().open(file));
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    following = session == null ? Subscription.EMPTY : session.file().subscribe(this::mark);
    if (session == null) {
      mark(null);
    }
  }

  private void mark(@Nullable Path shown) {
    sessions.forEach(card -> card.current().set(card.of().equals(shown)));
  }
}
