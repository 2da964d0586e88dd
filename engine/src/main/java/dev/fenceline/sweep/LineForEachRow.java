package dev.fenceline.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Puts each top-level field, each case and each outcome on a line of its own. */
final class LineForEachRow extends MinimalPrettyPrinter {
  private static final long serialVersionUID = 1;
  private static final int ROW_DEPTH = 2;

  @Override
  public void beforeObjectEntries(JsonGenerator json) throws IOException {
    lineFeed(json);
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
    super.writeObjectEntrySeparator(json);
    lineFeed(json);
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) throws IOException {
    lineFeed(json);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
    super.writeArrayValueSeparator(json);
    lineFeed(json);
  }

  private static void lineFeed(JsonGenerator json) throws IOException {
    int depth = json.getOutputContext().getNestingDepth();
    if (depth <= ROW_DEPTH && depth > 0) {
      json.writeRaw('\n');
    }
  }
}
