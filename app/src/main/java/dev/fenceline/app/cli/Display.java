package dev.fenceline.app.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks whether a window can be opened here. Must run before the toolkit starts: without a display
 * the toolkit prints a stack trace on a thread of its own.
 */
final class Display {
  private static final Map<String, String> PACKAGES =
      Map.of(
          "libgtk-3.so.0", "libgtk-3-0",
          "libXtst.so.6", "libxtst6",
          "libX11.so.6", "libx11-6",
          "libpangoft2-1.0.so.0", "libpangoft2-1.0-0");

  private Display() {}

  /** Returns why no window can be opened, as one sentence without a full stop; empty if one can. */
  static Optional<String> problem() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    if (!linux || "Headless".equals(System.getProperty("glass.platform"))) {
      return Optional.empty();
    }
    String name = System.getenv("DISPLAY");
    if (name == null || name.isBlank()) {
      return Optional.of("no display (DISPLAY is not set)");
    }
    return missingLibrary().or(() -> refused(name));
  }

  private static Optional<String> missingLibrary() {
    return PACKAGES.keySet().stream()
        .sorted()
        .filter(library -> !loads(library))
        .findFirst()
        .map(library ->
            "the library %s is missing (on Debian: apt-get install %s)"
                .formatted(library, PACKAGES.get(library)));
  }

  @SuppressWarnings("restricted")
  private static boolean loads(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * Connects to the X server as the toolkit will, which finds a DISPLAY that is wrong or not
   * permitted.
   */
  @SuppressWarnings("restricted")
  private static Optional<String> refused(String name) {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      SymbolLookup x11 = SymbolLookup.libraryLookup("libX11.so.6", arena);
      MethodHandle open =
          linker.downcallHandle(
              x11.findOrThrow("XOpenDisplay"),
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
      MethodHandle close =
          linker.downcallHandle(
              x11.findOrThrow("XCloseDisplay"),
              FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MemorySegment display = (MemorySegment) open.invoke(MemorySegment.NULL);
      if (display.equals(MemorySegment.NULL)) {
        return Optional.of("the display %s cannot be opened".formatted(name));
      }
      int _ = (int) close.invoke(display);
      return Optional.empty();
    } catch (Throwable error) {
      return Optional.of(
          "the display %s cannot be checked (%s)".formatted(name, error.getMessage()));
    }
  }
}
