package dev.fenceline.app.inspector;

import dev.fenceline.app.feature.LineBreaks;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The right side of the window: details of the selected event. */
final class InspectorView extends ScrollPane {
  private static final double NAME_WIDTH = 112;
  private static final double GAP = 10;
  private static final double SECTION_GAP = 20;
  private static final double LINK_GAP = 6;

  private final InspectorViewModel inspector;
  private final VBox content = new VBox();

  /** Creates the view. */
  InspectorView(InspectorViewModel inspector) {
    this.inspector = inspector;
    content.getStyleClass().add("inspector");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().add("side");
    inspector.page().subscribe(this::show);
    inspector.measured().subscribe(_ -> show(inspector.page().getValue()));
  }

  private void show(@Nullable InspectorPage page) {
    List<Node> parts = new ArrayList<>();
    parts.add(title("INSPECTOR"));
    if (page == null) {
      parts.add(hint());
    } else {
      parts.add(heading(page));
      parts.add(fields(page.fields()));
      if (!page.why().isEmpty()) {
        parts.add(line());
        parts.add(section("WHY", paragraph(page.why())));
      }
      for (Role role : Role.values()) {
        links(parts, role, page.links().stream().filter(link -> link.role() == role).toList());
      }
      InspectorPage.Pdu pdu = page.pdu();
      if (pdu != null) {
        parts.add(section("BYTES", new PduView(pdu)));
      }
    }
    InspectorViewModel.Measured measured = inspector.measured().getValue();
    if (measured != null) {
      parts.add(selection(measured));
    }
    content.getChildren().setAll(parts);
  }

  private static Label hint() {
    Label hint =
        new Label("Select an item on the lanes, in the kernel log or in the events table.");
    hint.getStyleClass().add("placeholder");
    hint.setWrapText(true);
    VBox.setMargin(hint, new Insets(GAP, 0, 0, 0));
    return hint;
  }

  private static HBox heading(InspectorPage page) {
    Label name = new Label(page.title());
    name.getStyleClass().add("heading");
    TermHover.onWords(name);
    name.setWrapText(true);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox heading = new HBox(GAP, name);
    heading.setAlignment(Pos.CENTER_LEFT);
    if (!page.outcome().isEmpty()) {
      Label outcome = new Label(page.outcome());
      outcome.getStyleClass().add("pill");
      TermHover.onText(outcome);
      switch (page.tone()) {
        case GOOD -> outcome.getStyleClass().add("good");
        case BAD -> outcome.getStyleClass().add("bad");
        case PLAIN -> {}
      }
      outcome.setMinWidth(Region.USE_PREF_SIZE);
      heading.getChildren().add(outcome);
    }
    VBox.setMargin(heading, new Insets(GAP, 0, GAP, 0));
    return heading;
  }

  private static GridPane fields(List<Field> fields) {
    GridPane grid = new GridPane();
    grid.setVgap(8);
    grid.getColumnConstraints().setAll(new ColumnConstraints(NAME_WIDTH), growing());
    for (Field field : fields) {
      Label name = new Label(field.name());
      name.getStyleClass().add("field-name");
      TermHover.onWords(name);
      name.setWrapText(true);
      Label value = new Label(LineBreaks.keepNumbers(field.value()));
      value.getStyleClass().add("field-value");
      value.setWrapText(true);
      TermHover.onWords(value);
      GridPane.setValignment(name, VPos.TOP);
      grid.addRow(grid.getRowCount(), name, value);
    }
    return grid;
  }

  private static ColumnConstraints growing() {
    ColumnConstraints column = new ColumnConstraints();
    column.setHgrow(Priority.ALWAYS);
    return column;
  }

  private void links(List<Node> parts, Role role, List<Link> links) {
    if (links.isEmpty()) {
      return;
    }
    VBox list = new VBox(LINK_GAP);
    for (Link link : links) {
      Region arrow = new Region();
      arrow.getStyleClass().add(isBefore(role) ? "arrow-cause" : "arrow-effect");
      Hyperlink words = new Hyperlink(link.words(), arrow);
      words.setWrapText(true);
      words.setOnAction(_ -> inspector.follow(link));
      Label when = new Label(inspector.when(link));
      when.getStyleClass().addAll("mono", "link-time");
      VBox.setMargin(when, new Insets(-LINK_GAP, 0, 0, 0));
      words.setMinHeight(Region.USE_PREF_SIZE);
      list.getChildren().addAll(words, when);
    }
    parts.add(section(heading(role), list));
  }

  private static boolean isBefore(Role role) {
    return role == Role.CAUSE || role == Role.WHOLE;
  }

  private static String heading(Role role) {
    return switch (role) {
      case CAUSE -> "CAUSED BY";
      case EFFECT -> "LED TO";
      case WHOLE -> "PART OF";
      case PART -> "CONSISTS OF";
    };
  }

  private static VBox selection(InspectorViewModel.Measured measured) {
    Label range = new Label(measured.range());
    range.getStyleClass().add("strong");
    Label length = new Label(measured.length());
    length.getStyleClass().addAll("mono", "measured-length");
    HBox first = new HBox(SECTION_GAP, range, length);
    first.setAlignment(Pos.CENTER_LEFT);
    Label counts = new Label(LineBreaks.keepNumbers(measured.counts()));
    counts.getStyleClass().add("muted");
    counts.setWrapText(true);
    return section("SELECTION", new VBox(6, first, counts));
  }

  private static Label paragraph(String words) {
    Label text = new Label(LineBreaks.keepNumbers(words));
    text.getStyleClass().add("why");
    TermHover.onWords(text);
    text.setWrapText(true);
    return text;
  }

  private static Region line() {
    Region line = new Region();
    line.getStyleClass().add("section-line");
    VBox.setMargin(line, new Insets(SECTION_GAP, 0, 0, 0));
    return line;
  }

  private static VBox section(String title, Node body) {
    VBox section = new VBox(GAP, title(title), body);
    section.setPadding(new Insets(SECTION_GAP, 0, 0, 0));
    return section;
  }

  private static Label title(String words) {
    Label title = new Label(words);
    title.getStyleClass().add("section-title");
    return title;
  }
}
