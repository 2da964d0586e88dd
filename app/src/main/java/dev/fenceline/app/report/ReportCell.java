package dev.fenceline.app.report;

import dev.fenceline.app.report.ReportCells.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A cell of the list: the heading of a group, or a test. */
final class ReportCell extends ListCell<ReportItem> {
  private final ReportViewModel report;
  private Subscription following = Subscription.EMPTY;

  ReportCell(ReportViewModel report) {
    this.report = report;
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable ReportItem item, boolean empty) {
    super.updateItem(item, empty);
    following.unsubscribe();
    following = Subscription.EMPTY;
    getStyleClass().remove("group");
    setText(null);
    setGraphic(null);
    setAccessibleText("");
    if (empty || item == null) {
      return;
    }
    switch (item) {
      case ReportGroup group -> show(group);
      case ReportTest test -> show(test);
    }
  }

  private void show(ReportGroup group) {
    getStyleClass().add("group");
    CheckBox box = box(group);
    Label title = new Label(group.title());
    title.getStyleClass().add("strong");
    Label count = new Label();
    count.getStyleClass().add("muted");
    setGraphic(row(box, new HBox(8, title, count)));
    following =
        group
            .chosen()
            .subscribe(value -> {
              int chosen = value.intValue();
              int all = group.tests().size();
              box.setSelected(chosen == all);
              box.setIndeterminate(chosen > 0 && chosen < all);
              count.setText("%d of %d chosen".formatted(chosen, all));
              setAccessibleText(group.title() + ", " + count.getText());
            });
  }

  private void show(ReportTest test) {
    CheckBox box = box(test);
    following =
        Subscription.combine(
            test.chosen().subscribe(box::setSelected),
            test.state().subscribe(state -> show(test, box, ReportCells.of(state))));
  }

  private void show(ReportTest test, CheckBox box, ReportCells cells) {
    Label result = new Label(cells.result());
    result.getStyleClass().add("result");
    mark(result, cells.tone());
    Label fencedBy = new Label(cells.fencedBy());
    fencedBy.getStyleClass().add("fenced-by");
    Label seen = new Label(cells.seen());
    seen.getStyleClass().add("seen");
    seen.setWrapText(true);
    mark(seen, cells.tone() == Tone.BAD ? Tone.BAD : Tone.PLAIN);
    setGraphic(
        row(
            box,
            ReportColumns.TEST.place(name(test)),
            ReportColumns.RESULT.place(result),
            ReportColumns.DETECTION.place(number(cells.detection())),
            ReportColumns.FENCING.place(number(cells.fencing())),
            ReportColumns.FENCED_BY.place(fencedBy),
            ReportColumns.OUTAGE.place(number(cells.outage())),
            ReportColumns.RECONNECT.place(number(cells.reconnect())),
            ReportColumns.SEEN.place(seen)));
    setAccessibleText(
        "%s, %s. %s%s"
            .formatted(
                test.title(),
                cells.result(),
                cells.seen(),
                cells.fencedBy().isEmpty()
                    ? ""
                    : ". Detection %s, fencing %s, %s, I/O outage %s, reconnect %s"
                        .formatted(
                            cells.detection(),
                            cells.fencing(),
                            cells.fencedBy(),
                            cells.outage(),
                            cells.reconnect())));
  }

  /** Returns the name of the test, as a link if there is a timeline to open. */
  private VBox name(ReportTest test) {
    Label id = new Label(test.scenario().id());
    id.getStyleClass().addAll("mono", "muted");
    Region title;
    if (test.row().filter(row -> row.evidence() != null).isPresent()) {
      Hyperlink link = new Hyperlink(test.title());
      link.setFocusTraversable(false);
      link.setOnAction(_ -> report.open(test));
      title = link;
    } else {
      title = new Label(test.title());
    }
    title.getStyleClass().add("test-name");
    return new VBox(1, title, id);
  }

  private static CheckBox box(ReportItem item) {
    CheckBox box = new CheckBox();
    box.setFocusTraversable(false);
    box.setMinWidth(ReportColumns.CHECK_WIDTH);
    box.setAccessibleText("Choose " + item.title());
    box.setOnAction(_ -> item.choose(box.isSelected()));
    return box;
  }

  private static Label number(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("number");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static void mark(Label label, Tone tone) {
    switch (tone) {
      case GOOD -> label.getStyleClass().add("good");
      case BAD -> label.getStyleClass().add("bad");
      case PLAIN -> {}
    }
  }

  private static HBox row(Region... parts) {
    HBox row = new HBox(parts);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
