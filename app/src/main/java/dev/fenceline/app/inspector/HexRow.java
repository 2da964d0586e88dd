package dev.fenceline.app.inspector;

import dev.fenceline.nvme.BitField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of a hexadecimal dump.
 *
 * @param text the bytes in hexadecimal, or an ellipsis for rows that are left out
 * @param marked whether the row holds a field to highlight
 */
record HexRow(String text, boolean marked) {
  private static final int BYTES = 8;
  private static final int DIGITS = 2 * BYTES;
  private static final HexRow LEFT_OUT = new HexRow("\u2026", false);

  /** The length in bytes of the common PDU header, which precedes the command in a capsule. */
  private static final int BEFORE_COMMAND = 8;

  /** The number of first rows of a header that are always shown, even if other rows are marked. */
  private static final int FIRST_ROWS = 3;

  /** Returns the whole header of a PDU, eight bytes in each row. */
  static List<HexRow> all(String header) {
    return IntStream.range(0, rows(header))
        .mapToObj(row -> new HexRow(text(header, row), false))
        .toList();
  }

  /**
   * Returns the beginning of a PDU header and the rows up to the last marked one.
   *
   * @param header the header in hexadecimal
   * @param fields fields of the command whose rows are marked
   */
  static List<HexRow> marking(String header, List<BitField> fields) {
    List<HexRow> rows = new ArrayList<>();
    for (int row = 0; row < rows(header); row++) {
      boolean matters = holds(row, fields);
      if (matters || row < FIRST_ROWS) {
        rows.add(new HexRow(text(header, row), matters));
      } else if (!rows.getLast().equals(LEFT_OUT)) {
        rows.add(LEFT_OUT);
      }
    }
    if (rows.getLast().equals(LEFT_OUT)) {
      rows.removeLast();
    }
    return rows;
  }

  private static int rows(String header) {
    return (header.length() + DIGITS - 1) / DIGITS;
  }

  private static String text(String header, int row) {
    String digits = header.substring(row * DIGITS, Math.min(header.length(), (row + 1) * DIGITS));
    return digits.replaceAll("(..)(?=.)", "$1 ");
  }

  private static boolean holds(int row, List<BitField> fields) {
    return fields.stream().anyMatch(field -> (BEFORE_COMMAND + field.offset()) / BYTES == row);
  }
}
