package dev.fenceline.app.feature;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Lane;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.swimlane.pen.Palette;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a window, which the features fill in order: actions in menus and tabs appear in the
 * order in which they were added. Used on the application thread.
 */
public final class WindowParts {
  /** A place of the window that takes one region. */
  public enum Place {
    /** Below the toolbar. */
    SESSIONS,
    /** The left side. */
    LEFT,
    /** Above the lanes. */
    HEAD,
    /** Above the tabs. */
    MIDDLE,
    /** Between the lanes and the tabs. */
    BELOW,
    /** The right side. */
    RIGHT,
    /** The left end of the toolbar. */
    TOOLS_START,
    /** The right part of the toolbar. */
    TOOLS_END
  }

  private final Workspace workspace;
  private final ObservableValue<Palette> palette;
  private final Stage stage;
  private final FileDialogs fileDialogs;
  private final BooleanBinding reducedMotion;
  private final ActionRegistry actions = new ActionRegistry();
  private final SheetPane overlay = new SheetPane();
  private final Pages pages;
  private final Map<Place, Region> regions = new EnumMap<>(Place.class);
  private final List<Tab> tabs = new ArrayList<>();
  private final List<Consumer<String>> starters = new ArrayList<>();
  private final List<UnsavedWork> works = new ArrayList<>();
  private final List<Node> layers = new ArrayList<>();
  private final List<Predicate<KeyEvent>> firstKeys = new ArrayList<>();
  private final List<Predicate<KeyEvent>> keysOverPages = new ArrayList<>();
  private final BooleanProperty presenting = new SimpleBooleanProperty();
  private final BooleanProperty inspectorNeeded = new SimpleBooleanProperty();
  private final BooleanProperty tabsNeeded = new SimpleBooleanProperty();
  private final ObjectProperty<SpeakerCue> cue = new SimpleObjectProperty<>(SpeakerCue.NONE);
  private final ObjectProperty<@Nullable Lane> spokenOf = new SimpleObjectProperty<>();
  private final BooleanProperty lessonPlayed = new SimpleBooleanProperty();
  private Consumer<List<OpenSession>> sideBySide = _ -> {};
  private @Nullable LessonStage lessonStage;
  private @Nullable PictureFile pictureFile;
  private Consumer<Lesson> lessonExport = _ -> {};
  private IntConsumer ownLesson = _ -> {};
  private LanePlaces lanePlaces = (_, _, _) -> Optional.empty();

  /**
   * Creates the parts of a window without features.
   *
   * @param palette the colours of the window
   * @param stage the window
   * @param choice how the user chooses files
   */
  public WindowParts(
      Workspace workspace, ObservableValue<Palette> palette, Stage stage, FileChoice choice) {
    this.workspace = workspace;
    this.palette = palette;
    this.stage = stage;
    this.fileDialogs = new FileDialogs(choice, workspace.preferences());
    this.pages = new Pages(workspace);
    this.reducedMotion =
        ReducedMotion.of(
            workspace.preferences(), Platform.getPreferences().reducedMotionProperty());
  }

  /** Returns the workspace that the window shows. */
  public Workspace workspace() {
    return workspace;
  }

  /** Returns the colours of the window. */
  public ObservableValue<Palette> palette() {
    return palette;
  }

  /** Returns the window. */
  public Stage stage() {
    return stage;
  }

  /**
   * Returns whether the window is presented to an audience: it shows the session enlarged, without
   * menus, toolbar, side panes, tabs and status.
   */
  public BooleanProperty presenting() {
    return presenting;
  }

  /** Returns whether the inspector shows what is spoken of, so that it is presented, too. */
  public BooleanProperty inspectorNeeded() {
    return inspectorNeeded;
  }

  /** Returns whether a lesson speaks of what is in the tabs below the lanes, so that they stay. */
  public BooleanProperty tabsNeeded() {
    return tabsNeeded;
  }

  /** Returns whether what would move by itself jumps to its end. */
  public BooleanBinding reducedMotion() {
    return reducedMotion;
  }

  /** Returns whether a lesson is played. */
  public BooleanProperty lessonPlayed() {
    return lessonPlayed;
  }

  /** Returns what a speaker may say now. It changes with each step of a lesson. */
  public ObjectProperty<SpeakerCue> cue() {
    return cue;
  }

  /** Returns the lane that the step of a lesson points at; null if it points at none. */
  public ObjectProperty<@Nullable Lane> spokenOf() {
    return spokenOf;
  }

  /** Returns the registered actions. */
  public ActionRegistry actions() {
    return actions;
  }

  /** Adds an action. */
  public void add(UserAction action) {
    actions.add(action);
  }

  /** Returns the overlay, which shows sheets above the window. */
  public SheetPane overlay() {
    return overlay;
  }

  /** Returns the pages, which replace library, lanes and inspector while one is shown. */
  public Pages pages() {
    return pages;
  }

  /** Returns the dialogs that ask for a file. */
  public FileDialogs fileDialogs() {
    return fileDialogs;
  }

  /**
   * Puts a region at a place.
   *
   * @throws IllegalStateException if the place is taken
   */
  public void put(Place place, Region region) {
    if (regions.putIfAbsent(place, region) != null) {
      throw new IllegalStateException("two features put a region at " + place);
    }
  }

  /**
   * Returns the region at a place.
   *
   * @throws IllegalStateException if no feature has put one there
   */
  public Region region(Place place) {
    Region region = regions.get(place);
    if (region == null) {
      throw new IllegalStateException("no feature has put a region at " + place);
    }
    return region;
  }

  /** Adds a tab below the lanes. */
  public void add(Tab tab) {
    tabs.add(tab);
  }

  /** Returns the tabs below the lanes. */
  public List<Tab> tabs() {
    return List.copyOf(tabs);
  }

  /** Adds a layer above the window and below its sheets, as large as the window. */
  public void addLayer(Node layer) {
    layers.add(layer);
  }

  /** Returns the layers above the window, lowest first. */
  public List<Node> layers() {
    return List.copyOf(layers);
  }

  /**
   * Adds what gets each key before the actions do, unless a sheet or a page is shown.
   *
   * @param takes reports whether it has used the key, so that nobody else gets it
   */
  public void addFirstKeys(Predicate<KeyEvent> takes) {
    firstKeys.add(takes);
  }

  /** Offers a key to those that come before the actions; reports whether one has used it. */
  public boolean isTakenFirst(KeyEvent event) {
    return firstKeys.stream().anyMatch(takes -> takes.test(event));
  }

  /**
   * Adds what gets each key while a sheet or a page is shown, before that does.
   *
   * @param takes reports whether it has used the key, so that nobody else gets it
   */
  public void addKeysOverPages(Predicate<KeyEvent> takes) {
    keysOverPages.add(takes);
  }

  /** Offers a key to those that come before a sheet or page; reports whether one has used it. */
  public boolean isTakenOverPage(KeyEvent event) {
    return keysOverPages.stream().anyMatch(takes -> takes.test(event));
  }

  /** Sets what asks where to write a lesson to, and writes it. */
  public void whenLessonExported(Consumer<Lesson> export) {
    lessonExport = export;
  }

  /** Asks where to write a lesson to, and writes it. */
  public void exportLesson(Lesson lesson) {
    lessonExport.accept(lesson);
  }

  /** Sets what plays the lesson of the shown session from a step on. */
  public void whenOwnLessonPlayed(IntConsumer playing) {
    ownLesson = playing;
  }

  /** Plays the lesson of the shown session from a step on, counted from 0. */
  public void playOwnLesson(int step) {
    ownLesson.accept(step);
  }

  /** Adds work of a page that is asked about before the program ends. */
  public void add(UnsavedWork work) {
    works.add(work);
  }

  /** Returns the work of pages that would be lost now. */
  public List<UnsavedWork> unsavedWork() {
    return works.stream().filter(work -> !work.lost().isEmpty()).toList();
  }

  /** Sets what writes pictures. */
  public void put(PictureFile writer) {
    pictureFile = writer;
  }

  /**
   * Returns what writes pictures.
   *
   * @throws IllegalStateException if no feature does
   */
  public PictureFile pictureFile() {
    if (pictureFile == null) {
      throw new IllegalStateException("no feature writes pictures");
    }
    return pictureFile;
  }

  /** Sets how to find out where the lanes show something. */
  public void placeLanes(LanePlaces places) {
    lanePlaces = places;
  }

  /** Tells where the lanes show something. */
  public LanePlaces lanePlaces() {
    return (lane, from, to) -> lanePlaces.of(lane, from, to);
  }

  /** Sets where lessons show two runs. */
  public void put(LessonStage stage) {
    lessonStage = stage;
  }

  /**
   * Returns where lessons show two runs.
   *
   * @throws IllegalStateException if no feature has one
   */
  public LessonStage lessonStage() {
    if (lessonStage == null) {
      throw new IllegalStateException("no feature shows two runs");
    }
    return lessonStage;
  }

  /** Sets what shows several sessions side by side. */
  public void whenCompared(Consumer<List<OpenSession>> showing) {
    sideBySide = showing;
  }

  /** Shows several sessions side by side. */
  public void showSideBySide(List<OpenSession> sessions) {
    sideBySide.accept(sessions);
  }

  /**
   * Adds what a feature does when the program starts.
   *
   * @param starter takes the ID of the scenario to run first; empty for none
   */
  public void whenStarted(Consumer<String> starter) {
    starters.add(starter);
  }

  /**
   * Starts the features. Called once, when all of them have been added.
   *
   * @param firstScenario the ID of the scenario to run first; empty for none
   */
  public void start(String firstScenario) {
    starters.forEach(starter -> starter.accept(firstScenario));
  }
}
