package dev.fenceline.app.workspace;

import dev.fenceline.swimlane.picture.ExtraLanes;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/**
 * The preferences that are kept between starts, in one small file. If the file is missing or
 * damaged, the defaults are used. Used on the application thread; {@link #save} may be called from
 * any thread.
 */
public final class Preferences {
  /** The largest number of recent files; older ones are forgotten. */
  public static final int RECENT_MAX = 10;

  private static final String LESSON = "lesson.";
  private static final String LAYOUT = "layout.";

  /** The theme of the window. */
  public enum Appearance {
    /** The theme of the desktop. */
    SYSTEM,
    DARK,
    LIGHT,
    /** Black on white, for projectors. */
    CONTRAST
  }

  /** Whether things move on the screen by themselves. */
  public enum Motion {
    /** As the desktop says. */
    SYSTEM,
    REDUCED,
    FULL
  }

  /** The sizes of text and controls that can be chosen, in percent. */
  public static final List<Integer> SIZES_PERCENT = List.of(100, 150, 200);

  /** A part of the window that can be folded away. */
  public enum Pane {
    /** The scenarios and sessions, on the left. */
    LIBRARY,
    /** The inspector, on the right. */
    INSPECTOR,
    /** The tabs below the lanes. */
    TABS,
    /** The metrics between lanes and tabs. */
    METRICS
  }

  private @Nullable Path folder;
  private @Nullable Path writtenTo;
  private @Nullable WindowFrame frame;
  private final ObjectProperty<Appearance> appearance =
      new SimpleObjectProperty<>(Appearance.SYSTEM);
  private final ObjectProperty<Motion> motion = new SimpleObjectProperty<>(Motion.SYSTEM);
  private final IntegerProperty sizePercent = new SimpleIntegerProperty(100);
  private final BooleanProperty elastic = new SimpleBooleanProperty(true);
  private final BooleanProperty timers = new SimpleBooleanProperty();
  private final BooleanProperty places = new SimpleBooleanProperty();
  private final BooleanProperty removing = new SimpleBooleanProperty();
  private final BooleanProperty picturesWithMetrics = new SimpleBooleanProperty();
  private final ObservableMap<String, String> lessonScores = FXCollections.observableHashMap();
  private final Map<String, String> layout = new HashMap<>();
  private final Map<Pane, BooleanProperty> panes = new EnumMap<>(Pane.class);
  private final Set<Pane> chosen = EnumSet.noneOf(Pane.class);
  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final ObservableList<Path> recentView = FXCollections.unmodifiableObservableList(recent);

  /** Returns the folder that the preferences are kept in; empty if they are not kept. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  /** Returns the theme. */
  public ObjectProperty<Appearance> appearance() {
    return appearance;
  }

  /** Returns whether things move by themselves. */
  public ObjectProperty<Motion> motion() {
    return motion;
  }

  /** Returns the size of text and controls, in percent. */
  public IntegerProperty sizePercent() {
    return sizePercent;
  }

  /** Returns whether time scales are elastic. */
  public BooleanProperty elastic() {
    return elastic;
  }

  /** Returns whether the swimlanes show timers. */
  public BooleanProperty timers() {
    return timers;
  }

  /** Returns whether the swimlanes show where the commands of a failed path are. */
  public BooleanProperty places() {
    return places;
  }

  /** Returns whether the swimlanes remove what does not match a filter; otherwise they dim it. */
  public BooleanProperty removing() {
    return removing;
  }

  /** Returns whether exported pictures show the metrics below the lanes. */
  public BooleanProperty picturesWithMetrics() {
    return picturesWithMetrics;
  }

  /** Returns whether a part of the window is shown. */
  public BooleanProperty shown(Pane pane) {
    return panes.computeIfAbsent(pane, _ -> new SimpleBooleanProperty(true));
  }

  /** Reports whether the file said whether a part of the window is shown. */
  public boolean isChosen(Pane pane) {
    return chosen.contains(pane);
  }

  /** Returns the lanes that are shown in addition to the usual ones. */
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

  /**
   * Returns how well each lesson went, by the ID of the lesson: right answers and questions, such
   * as {@code 2/3}. A lesson that was not taken to its end is missing.
   */
  public ObservableMap<String, String> lessonScores() {
    return lessonScores;
  }

  /** Returns the files that were opened or saved, latest first. */
  public ObservableList<Path> recent() {
    return recentView;
  }

  /** Returns the folder to which something was saved or exported last; empty if nothing was. */
  public Optional<Path> writtenTo() {
    return Optional.ofNullable(writtenTo);
  }

  /** Returns where the window was and how large when it was last closed; empty if not known. */
  public Optional<WindowFrame> frame() {
    return Optional.ofNullable(frame);
  }

  /**
   * Returns how a part of the window was arranged, as its view has described it, for example the
   * width of a pane; empty if not known.
   */
  public Optional<String> layout(String part) {
    return Optional.ofNullable(layout.get(part));
  }

  /** Remembers how a part of the window is arranged. */
  public void rememberLayout(String part, String description) {
    layout.put(part, description);
  }

  /** Remembers where the window is and how large. */
  public void rememberFrame(WindowFrame now) {
    frame = now;
  }

  /** Remembers the folder of a file that the user has chosen to save or export to. */
  public void rememberWritten(Path file) {
    writtenTo = file.toAbsolutePath().normalize().getParent();
  }

  /** Adds a file as the latest of the recent files. */
  public void remember(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>(recent);
    files.remove(absolute);
    files.addFirst(absolute);
    recent.setAll(files.subList(0, Math.min(files.size(), RECENT_MAX)));
  }

  /**
   * Returns the file of the preferences: below {@code XDG_CONFIG_HOME} if that is set, otherwise
   * below {@code ~/.config}.
   */
  public static Path defaultFile() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".config")
            : Path.of(configured);
    return folder.resolve("fenceline").resolve("preferences.properties");
  }

  /** Reads the preferences. Uses the defaults if the file is missing or cannot be read. */
  public static Preferences load(Path file) {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      values.clear();
    }
    Preferences preferences = new Preferences();
    preferences.folder = file.getParent();
    for (Appearance choice : Appearance.values()) {
      if (choice.name().equalsIgnoreCase(values.getProperty("appearance"))) {
        preferences.appearance.set(choice);
      }
    }
    for (Motion choice : Motion.values()) {
      if (choice.name().equalsIgnoreCase(values.getProperty("motion"))) {
        preferences.motion.set(choice);
      }
    }
    SIZES_PERCENT.stream()
        .filter(size -> size.toString().equals(values.getProperty("size")))
        .forEach(preferences.sizePercent::set);
    preferences.elastic.set(!"linear".equals(values.getProperty("scale")));
    preferences.timers.set("shown".equals(values.getProperty("timers")));
    preferences.places.set("shown".equals(values.getProperty("places")));
    preferences.removing.set("removed".equals(values.getProperty("unmatched")));
    preferences.picturesWithMetrics.set("shown".equals(values.getProperty("picture-metrics")));
    for (String name : values.stringPropertyNames()) {
      if (name.startsWith(LESSON)) {
        preferences.lessonScores.put(name.substring(LESSON.length()), values.getProperty(name));
      } else if (name.startsWith(LAYOUT)) {
        preferences.layout.put(name.substring(LAYOUT.length()), values.getProperty(name));
      }
    }
    for (Pane pane : Pane.values()) {
      String usual = pane == Pane.METRICS ? "hidden" : "shown";
      preferences.shown(pane).set(!"hidden".equals(values.getProperty(key(pane), usual)));
      if (values.getProperty(key(pane)) != null) {
        preferences.chosen.add(pane);
      }
    }
    preferences.frame = WindowFrame.of(values.getProperty("window", "")).orElse(null);
    String writtenTo = values.getProperty("written-to", "");
    preferences.writtenTo = writtenTo.isBlank() ? null : Path.of(writtenTo);
    for (int index = 0; index < RECENT_MAX; index++) {
      String name = values.getProperty("recent." + index);
      if (name != null && !name.isBlank()) {
        preferences.recent.add(Path.of(name));
      }
    }
    return preferences;
  }

  private static String key(Pane pane) {
    return "pane." + pane.name().toLowerCase(Locale.ROOT);
  }

  /** Returns what {@link #save} writes. Called on the application thread. */
  public Properties snapshot() {
    Properties values = new Properties();
    values.setProperty("appearance", appearance.get().name().toLowerCase(Locale.ROOT));
    values.setProperty("motion", motion.get().name().toLowerCase(Locale.ROOT));
    values.setProperty("size", Integer.toString(sizePercent.get()));
    values.setProperty("scale", elastic.get() ? "elastic" : "linear");
    values.setProperty("timers", timers.get() ? "shown" : "hidden");
    values.setProperty("places", places.get() ? "shown" : "hidden");
    values.setProperty("unmatched", removing.get() ? "removed" : "dimmed");
    values.setProperty("picture-metrics", picturesWithMetrics.get() ? "shown" : "hidden");
    lessonScores.forEach((id, score) -> values.setProperty(LESSON + id, score));
    layout.forEach((part, words) -> values.setProperty(LAYOUT + part, words));
    for (Pane pane : Pane.values()) {
      values.setProperty(key(pane), shown(pane).get() ? "shown" : "hidden");
    }
    frame().ifPresent(place -> values.setProperty("window", place.text()));
    writtenTo().ifPresent(place -> values.setProperty("written-to", place.toString()));
    for (int index = 0; index < recent.size(); index++) {
      values.setProperty("recent." + index, recent.get(index).toString());
    }
    return values;
  }

  /** Writes a snapshot to a temporary file and renames it, so that the file is always complete. */
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
