package dev.fenceline.app.library;

import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cards of the sessions that were opened or saved, latest first, followed by the shipped
 * sessions. Used on the application thread.
 */
final class SessionCards {
  /** The number of trailing names of a folder that are shown. */
  private static final int FOLDER_NAMES = 2;

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

  /** Adds the shipped sessions and lists all sessions again. */
  void fill(List<Shipped> found) {
    shipped = found;
    fill();
  }

  /** Lists the recent files of the preferences and the shipped sessions. */
  void fill() {
    group.clear();
    List<Path> recent = List.copyOf(workspace.preferences().recent());
    recent.forEach(file -> group.add(card(file, name(file, recent))));
    shipped.forEach(session -> group.add(card(session)));
  }

  /** Returns the name of a file, with its folder if another session has the same name. */
  private String name(Path file, List<Path> files) {
    long same =
        Stream.concat(
                files.stream().map(it -> ends(it, 1)), shipped.stream().map(SessionCards::name))
            .filter(ends(file, 1)::equals)
            .count();
    return ends(file, same > 1 ? 2 : 1);
  }

  private static String name(Shipped session) {
    return session.resource().substring(session.resource().lastIndexOf('/') + 1);
  }

  /** Returns the last {@code count} names of a path. */
  private static String ends(Path file, int count) {
    int names = file.getNameCount();
    return names == 0
        ? file.toString()
        : file.subpath(Math.max(0, names - count), names).toString();
  }

  /** Returns the folder of a file; for a long path only its end, which is more specific. */
  private static String folder(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      return "";
    }
    return folder.getNameCount() > FOLDER_NAMES
        ? "\u2026/" + ends(folder, FOLDER_NAMES)
        : folder.toString();
  }

  private Card card(Path file, String name) {
    Card card =
        new Card(name, folder(file), file.toString(), file, () -> workspace.files().open(file));
    verdicts.show(card, SessionVerdicts.of(file));
    return card;
  }

  private Card card(Shipped session) {
    String resource = session.resource();
    String name = name(session);
    Card card =
        new Card(
            name,
            "shipped with Fenceline",
            name + ": " + session.header().title() + ". " + SessionOrigin.words(session.header()),
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

  /** Marks the file or shipped session that the window shows. */
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
