package dev.fenceline.app.library;

import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Setting;
import dev.fenceline.app.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were opened or saved, latest first, then those that ship. Used on the
 * application thread.
 */
final class SessionCards {
  private final Workspace workspace;
  private final SessionVerdicts verdicts;
  private final CardGroup group =
      new CardGroup("SAVED SESSIONS", "A session that is opened or saved appears here.", true);
  private final Map<Object, OpenSession> opened = new HashMap<>();
  private List<Shipped> shipped = List.of();

  SessionCards(Workspace workspace) {
    this.workspace = workspace;
    this.verdicts = new SessionVerdicts(workspace.jobs());
    fill();
  }

  CardGroup group() {
    return group;
  }

  /** Lists the sessions that ship too. */
  void fill(List<Shipped> found) {
    shipped = found;
    fill();
  }

  /** Lists what the preferences remember now. */
  void fill() {
    group.clear();
    workspace.preferences().recent().forEach(file -> group.add(card(file)));
    shipped.forEach(session -> group.add(card(session)));
  }

  private Card card(Path file) {
    String folder = String.valueOf(file.getParent());
    Card card =
        new Card(
            String.valueOf(file.getFileName()),
            folder,
            file.toString(),
            file,
            () -> workspace.files().open(file));
    verdicts.show(card, SessionVerdicts.of(file));
    return card;
  }

  private Card card(Shipped session) {
    String resource = session.resource();
    Card card =
        new Card(
            resource.substring(resource.lastIndexOf('/') + 1),
            "ships with Fenceline",
            session.header().title() + ". " + Setting.words(session.header()),
            resource,
            () -> {
              OpenSession known = opened.get(resource);
              if (known == null) {
                workspace.files().openShipped(resource, now -> opened.put(resource, now));
              } else {
                workspace.show(known);
              }
            });
    verdicts.show(card, SessionVerdicts.ofShipped(resource));
    return card;
  }

  /** Marks the file, or the shipped session, that the window shows. */
  void mark(@Nullable OpenSession shown) {
    Path file = shown == null ? null : shown.file().get();
    Path imported = shown == null ? null : shown.importedFrom().get();
    group
        .cards()
        .forEach(card ->
            card.current()
                .set(
                    card.of().equals(file)
                        || card.of().equals(imported)
                        || (shown != null && shown.equals(opened.get(card.of())))));
  }
}
