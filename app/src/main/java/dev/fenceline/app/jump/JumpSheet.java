package dev.fenceline.app.jump;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Timecode;
import java.util.OptionalLong;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The sheet that takes a time. Enter goes there; what is wrong with the text is said below it. */
final class JumpSheet extends VBox {
  private static final double WIDTH = 420;
  private static final double GAP = 8;
  private static final String FORMS =
      "Seconds (12.51), another unit (850 ms), minutes (1:02.5), or from the playhead (+1.5, -200"
          + " ms).";

  private final OpenSession session;
  private final Runnable done;
  private final TextField time = new TextField();
  private final Label remark = new Label(FORMS);

  JumpSheet(OpenSession session, Runnable done) {
    super(GAP);
    this.session = session;
    this.done = done;
    getStyleClass().addAll("page-sheet", "jump");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    time.setPromptText("Go to a time, e.g. 12.51");
    time.setAccessibleText("Go to a time");
    time.setOnAction(_ -> go());
    time.textProperty().subscribe(_ -> say(FORMS, "muted"));
    remark.setWrapText(true);
    remark.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().setAll(time, remark);
  }

  @Override
  public void requestFocus() {
    time.requestFocus();
  }

  private void go() {
    OptionalLong nanos = TypedTime.nanos(time.getText(), session.playheadNanos().get());
    long end = session.endNanos().get();
    if (nanos.isEmpty()) {
      say("\"" + time.getText().strip() + "\" is not a time. " + FORMS, "bad-words");
    } else if (nanos.getAsLong() < 0 || nanos.getAsLong() > end) {
      say("The session goes from 0 s to " + new Timecode(end).seconds() + ".", "bad-words");
    } else {
      session.seek(nanos.getAsLong());
      done.run();
    }
  }

  private void say(String words, String style) {
    remark.setText(words);
    remark.getStyleClass().removeAll("muted", "bad-words");
    remark.getStyleClass().add(style);
  }
}
