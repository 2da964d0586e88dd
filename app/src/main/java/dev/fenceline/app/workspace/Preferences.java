package dev.fenceline.app.workspace;

import dev.fenceline.swimlane.ExtraLanes;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * What the window remembers from one start to the next. Kept in one small file; a missing or
 * damaged file means the defaults. Used on the application thread, but {@link #save} may be called
 * from any.
 */
public final class Preferences {
  /** Recent files beyond this are forgotten, oldest first. */
  public static final int RECENT_MAX = 10;

  /** Dark or light. */
  public enum Appearance {
    /** As the desktop has it. */
    SYSTEM,
    DARK,
    LIGHT
  }

  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(Appearance.SYSTEM);
  private final BooleanProperty elastic = new SimpleBooleanProperty(true);
  private final BooleanProperty timers = new SimpleBooleanProperty();
  private final BooleanProperty places = new SimpleBooleanProperty();
  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final ObservableList<Path> recentView = FXCollections.unmodifiableObservableList(recent);

  /** Dark, light, or as the desktop has it. */
  public ObjectProperty<Appearance> appearance() {
    return appearance;
  }

  /** Whether sessions open on the elastic time scale. */
  public BooleanProperty elastic() {
    return elastic;
  }

  /** Whether the swimlanes show timers. */
  public BooleanProperty timers() {
    return timers;
  }

  /** Whether the swimlanes show where the commands of a failed path are. */
  public BooleanProperty places() {
    return places;
  }

  /** The lanes that are shown beyond the usual ones. */
  public Set<ExtraLanes> extraLanes() {
    Set<ExtraLanes> lanes = EnumSet.noneOf(ExtraLanes.class);
    if (timers.get()) {
      lanes.add(ExtraLanes.TIMERS);
    }
    if (places.get()) {
      lanes.add(ExtraLanes.PLACES);
    }
    return lanes;
  }

  /** Files opened or saved, latest first. */
  public ObservableList<Path> recent() {
    return recentView;
  }

  /** Puts a file at the head of the recent ones. */
  public void remember(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>(recent);
    files.remove(absolute);
    files.addFirst(absolute);
    recent.setAll(files.subList(0, Math.min(files.size(), RECENT_MAX)));
  }

  /** Where preferences are kept: below {@code XDG_CONFIG_HOME}, else {@code ~/.config}. */
  public static Path defaultFile() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".config")
            : Path.of(configured);
    return folder.resolve("fenceline").resolve("preferences.properties");
  }

  /** Reads preferences; a file that is missing or cannot be understood gives the defaults. */
  public static Preferences load(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      values.clear();
    }
    Preferences preferences = new Preferences();
    for (Appearance choice : Appearance.values()) {
      if (choice.name().equalsIgnoreCase(values.getProperty("appearance"))) {
        preferences.appearance.set(choice);
      }
    }
    preferences.elastic.set(!"linear".equals(values.getProperty("scale")));
    preferences.timers.set("shown".equals(values.getProperty("timers")));
    preferences.places.set("shown".equals(values.getProperty("places")));
    for (int index = 0; index < RECENT_MAX; index++) {
      String name = values.getProperty("recent." + index);
      if (name != null && !name.isBlank()) {
        preferences.recent.add(Path.of(name));
      }
    }
    return preferences;
  }

  /** What {@link #save} writes, taken on the application thread. */
  public Properties snapshot() {
    Properties values = new Properties();
    values.setProperty("appearance", appearance.get().name().toLowerCase(Locale.ROOT));
    values.setProperty("scale", elastic.get() ? "elastic" : "linear");
    values.setProperty("timers", timers.get() ? "shown" : "hidden");
    values.setProperty("places", places.get() ? "shown" : "hidden");
    for (int index = 0; index < recent.size(); index++) {
      values.setProperty("recent." + index, recent.get(index).toString());
    }
    return values;
  }

  /** Writes a snapshot beside the file and renames it, so that the file is always whole. */
  public static void save(Properties snapshot, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder to write " + file + " to");
    }
    Files.createDirectories(folder);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      snapshot.store(writer, "Fenceline");
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
