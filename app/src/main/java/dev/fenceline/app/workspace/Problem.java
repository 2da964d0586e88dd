package dev.fenceline.app.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/**
 * A problem, described for the user.
 *
 * @param what what failed, as a sentence without a full stop
 * @param where the file, scenario or line concerned
 * @param advice what the user can do about it
 */
public record Problem(String what, String where, String advice) {
  private static final Pattern BEGINS_WITH_WORD = Pattern.compile("\\p{Ll}+ .*", Pattern.DOTALL);
  private static final Pattern ENDS_OPEN = Pattern.compile(".*[\\p{L})]", Pattern.DOTALL);

  /** Makes the advice a sentence: the messages of errors are written to follow a colon. */
  public Problem {
    if (BEGINS_WITH_WORD.matcher(advice).matches()) {
      advice = Character.toUpperCase(advice.charAt(0)) + advice.substring(1);
    }
    if (ENDS_OPEN.matcher(advice).matches()) {
      advice = advice + ".";
    }
  }

  /**
   * Returns the problem of a file that cannot be read or written. It gives the reason in plain
   * words, never as an exception.
   */
  public static Problem of(String what, String where, IOException error) {
    String reason =
        switch (error) {
          case NoSuchFileException _ -> "no such file";
          case AccessDeniedException _ -> "access is denied";
          case FileSystemException file when file.getReason() != null -> file.getReason();
          default -> {
            String message = error.getMessage();
            yield message == null ? "the reason is not known" : message;
          }
        };
    String advice =
        switch (error) {
          case NoSuchFileException _ -> "Check the name, or choose another file.";
          case AccessDeniedException _ -> "Choose another place, or change the permissions.";
          default -> "Try again, or choose another file.";
        };
    return new Problem(what + ": " + reason, where, advice);
  }
}
