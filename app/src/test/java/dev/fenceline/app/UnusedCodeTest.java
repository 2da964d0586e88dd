package dev.fenceline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Finds code of the program that only tests use. */
@Tag("slow")
class UnusedCodeTest {
  /** Of a codec, tests use the direction that the program does not need. */
  private static final String CODEC = "dev.fenceline.nvme";

  /** Methods that the program itself does not call, by what they are for. */
  private static final Set<String> DOORS =
      Set.of(
          // tests check the list of rules, and single rules on timelines of their own
          "verify.Invariants#check",
          "verify.ExpectationCheck#check",
          "timeline.Alignment#of",
          "exchange.overlay.Overlay#of",
          "exchange.overlay.Overlay#alignment",
          "exchange.kernellog.KernelLogReader#read",
          "exchange.kernellog.line.KernelMessages#all",
          "lab.PathLink#make",
          "lab.Lab#target",
          "session.SessionFile#write",
          // tests compare what a reader or writer reports about itself
          "session.SessionWriter#failure",
          "timeline.Timeline#dropped",
          "timeline.Excerpt#leftOut",
          "swimlane.paint.SessionPicture#svg",
          "exchange.capture.packet.Pieces#position",
          "app.serve.ServeViewModel#possible",
          "app.export.ExportFile#path",
          "report.ReportFile.Form#ending",
          // tests check the table of kernel messages, and write the pages about events and terms
          "app.glossary.GlossaryPage#write",
          "exchange.kernellog.line.KernelMessage#format",
          "exchange.kernellog.line.KernelMessage#kernels",
          "exchange.kernellog.line.KernelMessage#meaning",
          "event.schema.KindSchema#type");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fenceline");

  @Test
  void everyMethodIsUsedByTheProgram() {
    Set<String> unused = new TreeSet<>();
    CLASSES.stream()
        .filter(type -> !type.getPackageName().startsWith(CODEC))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> !isCalledFromOutside(method) && !isUsed(method))
        .map(UnusedCodeTest::name)
        .filter(name -> !DOORS.contains(name))
        .forEach(unused::add);

    assertThat(unused).isEmpty();
  }

  @Test
  void everyDoorExistsAndIsUsedByTestsOnly() {
    List<String> unusedDoors =
        CLASSES.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> DOORS.contains(name(method)) && !isUsed(method))
            .map(UnusedCodeTest::name)
            .distinct()
            .toList();

    assertThat(unusedDoors).containsExactlyInAnyOrderElementsOf(DOORS);
  }

  /** Returns the class without the common package, and the method. */
  private static String name(JavaMethod method) {
    String type = method.getOwner().getName().replace('$', '.');
    return type.substring("dev.fenceline.".length()) + "#" + method.getName();
  }

  /** Reports whether a library, the language or the JVM calls the method. */
  private static boolean isCalledFromOutside(JavaMethod method) {
    JavaClass owner = method.getOwner();
    Set<JavaModifier> modifiers = method.getModifiers();
    return modifiers.contains(JavaModifier.SYNTHETIC)
        || modifiers.contains(JavaModifier.BRIDGE)
        || !method.getAnnotations().isEmpty()
        || (owner.isRecord() && method.getRawParameterTypes().isEmpty())
        || (owner.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
        || method.getName().equals("main")
        || isOverride(method);
  }

  private static boolean isOverride(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return Stream.concat(
            owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
        .flatMap(above -> above.getMethods().stream())
        .anyMatch(above ->
            above.getName().equals(method.getName())
                && above.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  /** A method of an interface is also used if it is called on an implementation. */
  private static boolean isUsed(JavaMethod method) {
    return method.getAccessesToSelf().stream()
            .anyMatch(access -> !access.getOrigin().equals(method))
        || method.getOwner().getAllSubclasses().stream()
            .flatMap(below -> below.getMethods().stream())
            .filter(below -> below.getName().equals(method.getName()))
            .flatMap(below -> below.getAccessesToSelf().stream())
            .anyMatch(access -> !access.getOrigin().equals(method));
  }
}
