package dev.fenceline.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The app's half of the structure: who may know whom. */
@AnalyzeClasses(
    packages = "dev.fenceline.app",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String APP = "dev.fenceline.app.";

  @ArchTest
  static final ArchRule FEATURES_NEVER_KNOW_ONE_ANOTHER =
      slices()
          .matching(APP + "(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(APP + "action", APP + "workspace"))
          .ignoreDependency(resideInAnyPackage(APP + "window", APP + "cli"), alwaysTrue())
          .because("they meet in workspace and action");

  @ArchTest
  static final ArchRule ACTIONS_KNOW_NOTHING_OF_THE_APP =
      noClasses()
          .that()
          .resideInAPackage(APP + "action")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.fenceline.app..")
                  .and(resideInAnyPackage(APP + "action").negate()))
          .because("every feature knows them");

  @ArchTest
  static final ArchRule THE_WORKSPACE_KNOWS_NO_FEATURE =
      noClasses()
          .that()
          .resideInAPackage(APP + "workspace")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.fenceline.app..")
                  .and(resideInAnyPackage(APP + "workspace").negate()))
          .because("every feature knows it");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_KNOWS_THE_WINDOW_ONLY =
      noClasses()
          .that()
          .resideInAPackage(APP + "cli")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.fenceline.app..")
                  .and(resideInAnyPackage(APP + "cli", APP + "window").negate()))
          .because("everything else of the app stands behind its window");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP + "cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(APP + "cli")
          .because("it is one of the ways in");

  @ArchTest
  static final ArchRule VIEW_MODELS_KNOW_NO_CONTROLS =
      noClasses()
          .that(simpleNameEndingWith("ViewModel"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene.control..", "javafx.stage..", "org.controlsfx..")
          .because("they are tested without a toolkit");
}
