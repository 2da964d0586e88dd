package dev.fenceline.app.inspector;

import dev.fenceline.app.feature.SpokenRow;
import dev.fenceline.app.feature.TermHover;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** The fields of a PDU header, and its bytes. The bytes of the selected field are lit. */
final class PduView extends VBox {
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final int BYTES_PER_ROW = 8;
  private static final double ROW_HEIGHT = 22;
  private static final double INDENT = 12;
  private static final double GAP = 10;

  private final List<Node> bytes = new ArrayList<>();

  PduView(InspectorPage.Pdu pdu) {
    super(GAP);
    ListView<PduField> fields = new ListView<>();
    fields.getStyleClass().add("pdu-fields");
    fields.getItems().setAll(pdu.fields());
    fields.setFixedCellSize(ROW_HEIGHT);
    fields.setPrefHeight(pdu.fields().size() * ROW_HEIGHT + 2);
    fields.setCellFactory(_ -> new Row());
    fields.setAccessibleText("Fields of the PDU");
    fields.getSelectionModel().selectedItemProperty().subscribe(this::light);
    if (!pdu.fields().isEmpty()) {
      getChildren().add(fields);
    }
    getChildren().add(dump(pdu.header()));
  }

  private VBox dump(String header) {
    VBox rows = new VBox(2);
    TextFlow row = new TextFlow();
    for (int at = 0; at + 1 < header.length(); at += 2) {
      if (bytes.size() % BYTES_PER_ROW == 0) {
        row = new TextFlow();
        rows.getChildren().add(row);
      }
      Text digits = new Text(header.substring(at, at + 2) + " ");
      digits.getStyleClass().add("pdu-byte");
      bytes.add(digits);
      row.getChildren().add(digits);
    }
    return rows;
  }

  private void light(@Nullable PduField field) {
    for (int i = 0; i < bytes.size(); i++) {
      boolean isLit = field != null && i >= field.from() && i < field.from() + field.length();
      bytes.get(i).pseudoClassStateChanged(LIT, isLit);
    }
  }

  /** A field with its value. */
  private static final class Row extends ListCell<PduField> {
    private final Label name = new Label();
    private final Label value = new Label();
    private final HBox row = new HBox(GAP, name, value);

    private final StringProperty term = new SimpleStringProperty("");

    Row() {
      TermHover.onText(name, term);
      name.getStyleClass().add("field-name");
      name.setMinWidth(Region.USE_PREF_SIZE);
      value.getStyleClass().add("field-value");
      HBox.setHgrow(value, Priority.ALWAYS);
    }

    @Override
    protected void updateItem(@Nullable PduField field, boolean empty) {
      super.updateItem(field, empty);
      if (empty || field == null) {
        setGraphic(null);
        setText(null);
        return;
      }
      name.setText(field.name());
      value.setText(field.value());
      row.setTranslateX(field.depth() * INDENT);
      term.set(field.term());
      SpokenRow.show(this, row);
    }
  }
}
