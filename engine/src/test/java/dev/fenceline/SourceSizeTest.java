package dev.fenceline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No file, method or package is larger than one idea needs. */
@Tag("slow")
class SourceSizeTest {
  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 60;
  private static final int CLASSES_MAX = 30;

  @Test
  void noFileIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path source : sources()) {
      int lines = Files.readAllLines(source).size();
      if (lines > FILE_LINES_MAX) {
        tooLong.add("%s has %d lines".formatted(source, lines));
      }
    }
    assertThat(tooLong).as("at most %d lines", FILE_LINES_MAX).isEmpty();
  }

  @Test
  void noMethodIsLong() throws IOException {
    List<String> tooLong = new ArrayList<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        unit.accept(new Methods(unit, positions, tooLong), null);
      }
    }
    assertThat(tooLong).as("at most %d lines", METHOD_LINES_MAX).isEmpty();
  }

  @Test
  void noPackageOfTheProgramHasManyClasses() throws IOException {
    Map<Path, Long> packages =
        sources().stream()
            .filter(source -> source.toString().contains("/src/main/"))
            .filter(source -> !source.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
    packages.values().removeIf(classes -> classes <= CLASSES_MAX);
    assertThat(packages).as("at most %d classes", CLASSES_MAX).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("engine", "app", "app/dist")) {
      for (String part : List.of("main", "test")) {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src", part, "java"))) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
        }
      }
    }
    assertThat(sources).as("sources of all modules, with their tests").hasSizeGreaterThan(1000);
    return sources;
  }

  private static final class Methods extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLong;

    Methods(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
      this.unit = unit;
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      // annotations come before: the inputs of a test are a table, not a method
      long before = positions.getEndPosition(unit, method.getModifiers());
      long start = Math.max(before, positions.getStartPosition(unit, method));
      long first = lines.getLineNumber(start);
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > METHOD_LINES_MAX) {
        tooLong.add(
            "%s: %s has %d lines"
                .formatted(
                    Path.of(unit.getSourceFile().getName()).getFileName(),
                    method.getName(),
                    last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
