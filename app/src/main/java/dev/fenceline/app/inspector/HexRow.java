package dev.fenceline.app.inspector;

import dev.fenceline.nvme.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of bytes as shown.
 *
 * @param text the bytes in hexadecimal, or an ellipsis for rows that are left out
 * @param marked whether it holds a field that matters
 */
record HexRow(String text, boolean marked) {
  private static final int BYTES = 8;
  private static final int DIGITS = 2 * BYTES;
  private static final HexRow LEFT_OUT = new HexRow("\u2026", false);

  /** Bytes of a capsule before its command: the common header of a PDU. */
  private static final int BEFORE_COMMAND = 8;

  /** Rows of a header that has marked ones which are shown in any case. */
  private static final int FIRST_ROWS = 3;

  /** The header of a PDU, eight bytes a row, all of it. */
  static List<HexRow> all(String header) {
    return IntStream.range(0, rows(header))
        .mapToObj(row -> new HexRow(text(header, row), false))
        .toList();
  }

  /**
   * The header of a PDU: its beginning, and up to the last of the rows that matter.
   *
   * @param header in hexadecimal
   * @param fields fields of the command in it whose rows are marked
   */
  static List<HexRow> marking(String header, List<Field> fields) {
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

  private static boolean holds(int row, List<Field> fields) {
    return fields.stream().anyMatch(field -> (BEFORE_COMMAND + field.offset()) / BYTES == row);
  }
}
