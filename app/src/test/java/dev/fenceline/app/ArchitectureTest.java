package dev.fenceline.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.fenceline.app.feature.Feature;
import java.util.List;
import java.util.stream.Stream;

/** The structure of the app: which package may use which. */
@AnalyzeClasses(
    packages = "dev.fenceline.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("slow")
class ArchitectureTest {
  private static final String APP = "dev.fenceline.app.";

  /** What all features may use. */
  private static final List<String> SHARED =
      List.of("action", "drawing", "feature", "glossary", "workspace");

  @ArchTest
  static final ArchRule featuresDoNotUseOneAnotherNorTheWindow =
      slices()
          .matching(APP + "(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), in(SHARED))
          .ignoreDependency(simpleName("Features"), alwaysTrue())
          .ignoreDependency(resideInAPackage(APP + "cli"), alwaysTrue())
          .because("they meet in workspace and action");

  @ArchTest static final ArchRule actions = mayUse("action");

  @ArchTest static final ArchRule workspace = mayUse("workspace");

  @ArchTest static final ArchRule drawing = mayUse("drawing");

  @ArchTest static final ArchRule glossary = mayUse("glossary");

  @ArchTest static final ArchRule feature = mayUse("feature", "action", "glossary", "workspace");

  @ArchTest
  static final ArchRule theCommandLineDoesNotUseTheWindow = mayUse("cli", "export", "glossary");

  @ArchTest
  static final ArchRule onlyTheProgramUsesCommandLineAndWindow =
      noClasses()
          .that()
          .resideOutsideOfPackages(APP + "cli", APP + "window")
          .and()
          .doNotHaveSimpleName("Main")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP + "cli", APP + "window")
          .because("they are the two ways into the program");

  @ArchTest
  static final ArchRule classesHaveNoCircles =
      slices()
          .assignedFrom(new TopLevelClasses())
          .should()
          .beFreeOfCycles()
          .because("a class can be read without those that use it");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.fenceline.app.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule classesHaveNoCycles =
      slices().assignedFrom(new OutermostClass()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule viewModelsUseNoControls =
      noClasses()
          .that(simpleNameEndingWith("ViewModel"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene.control..", "javafx.stage..", "org.controlsfx..")
          .because("they are tested without a toolkit");

  @ArchTest
  static final ArchRule onlyTheListOfFeaturesUsesThem =
      classes()
          .that()
          .implement(Feature.class)
          .should()
          .onlyHaveDependentClassesThat()
          .haveSimpleName("Features");

  @ArchTest
  static void everyFeatureIsCreatedOnce(JavaClasses app) {
    List<String> features =
        app.stream()
            .filter(it -> it.isAssignableTo(Feature.class))
            .map(JavaClass::getName)
            .toList();
    Stream<String> created =
        app.get(APP + "window.Features").getConstructorCallsFromSelf().stream()
            .map(call -> call.getTargetOwner())
            .filter(owner -> owner.isAssignableTo(Feature.class))
            .map(JavaClass::getName);
    assertThat(created)
        .containsExactlyInAnyOrderElementsOf(
            features.stream().filter(it -> !it.equals(Feature.class.getName())).toList());
  }

  private static ArchRule mayUse(String user, String... used) {
    return noClasses()
        .that()
        .resideInAPackage(APP + user)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.fenceline.app..")
                .and(in(Stream.concat(Stream.of(user), Stream.of(used)).toList()).negate())
                .as("belong to another part of the app"));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> in(List<String> packages) {
    return resideInAnyPackage(packages.stream().map(APP::concat).toArray(String[]::new));
  }

  /** Takes a class together with the classes inside it. */
  private static final class OutermostClass implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      JavaClass outer = type;
      while (outer.getEnclosingClass().isPresent()) {
        outer = outer.getEnclosingClass().get();
      }
      return outer.getPackageName().startsWith("dev.fenceline.app")
          ? SliceIdentifier.of(outer.getName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "classes of the app";
    }
  }
}
