package dev.fenceline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The structure of the engine: which package may use which, and what the engine never does. */
@AnalyzeClasses(packages = "dev.fenceline", importOptions = ImportOption.DoNotIncludeTests.class)
@ArchTag("slow")
class ArchitectureTest {
  private static final String ROOT = "dev.fenceline.";

  /** Sub-packages of a room may use one another; the rule of circles orders them. */
  @ArchTest static final ArchRule nvmeStandsAlone = mayUse("nvme..");

  /** What a scenario expects is said of events, and refused if there are none such. */
  @ArchTest static final ArchRule scenario = mayUse("scenario..", "event..");

  @ArchTest static final ArchRule event = mayUse("event..", "nvme");

  @ArchTest
  static final ArchRule eventsDoNotKnowWhoReadsThem = mayUse("event", "event.value", "nvme");

  @ArchTest static final ArchRule clock = mayUse("clock", "event..");

  @ArchTest static final ArchRule tap = mayUse("tap..", "nvme..", "event..");

  @ArchTest
  static final ArchRule linkKnowsBytesNotNvme = mayUse("link", "clock", "event..", "scenario..");

  @ArchTest
  static final ArchRule subsystem =
      mayUse("subsystem..", "nvme..", "clock", "event..", "scenario..");

  @ArchTest
  static final ArchRule host = mayUse("host..", "nvme..", "clock", "event..", "scenario..");

  @ArchTest
  static final ArchRule workload = mayUse("workload", "host..", "clock", "event..", "scenario..");

  @ArchTest static final ArchRule timeline = mayUse("timeline..", "event..", "nvme");

  @ArchTest static final ArchRule session = mayUse("session", "event..", "timeline");

  @ArchTest
  static final ArchRule verify =
      mayUse("verify..", "nvme..", "event..", "timeline..", "scenario..");

  @ArchTest
  static final ArchRule lesson =
      mayUse("lesson", "event..", "timeline..", "scenario..", "verify..");

  @ArchTest static final ArchRule swimlane = mayUse("swimlane..", "event..", "timeline..");

  @ArchTest static final ArchRule pensKnowNothing = mayUse("swimlane.pen");

  @ArchTest
  static final ArchRule exchange =
      mayUse("exchange..", "event..", "timeline..", "session", "tap..", "verify..", "nvme..");

  @ArchTest
  static final ArchRule pagesAreDrawnFromPictures =
      mayUse("page", "swimlane..", "event..", "timeline..", "session", "lesson");

  @ArchTest
  static final ArchRule lab =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "lab", ROOT + "remote", ROOT + "service")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "swimlane..", ROOT + "exchange..", ROOT + "sweep", ROOT + "report")
          .because("what is drawn or exported of a run stands above it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule labHasOnlyRuns =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "lab", ROOT + "remote")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "service")
          .because("services serve others, they are no part of a run");

  @ArchTest
  static final ArchRule sweep =
      mayUse("sweep", "lab", "scenario..", "session", "timeline..", "event..");

  @ArchTest
  static final ArchRule report =
      mayUse(
          "report",
          "lab",
          "remote",
          "scenario..",
          "timeline..",
          "event..",
          "swimlane..",
          "page",
          "exchange..");

  @ArchTest
  static final ArchRule packagesHaveNoCircles =
      slices()
          .matching("dev.fenceline.(**)")
          .should()
          .beFreeOfCycles()
          .because("the structure is an hourglass: each package knows only what is below it");

  @ArchTest
  static final ArchRule classesHaveNoCircles =
      slices()
          .assignedFrom(new TopLevelClasses())
          .should()
          .beFreeOfCycles()
          .because("a class can be read without those that use it");

  @ArchTest
  static final ArchRule noToolkit =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "java.awt..", "javax.swing..")
          .because("the engine runs and is tested without a screen");

  @ArchTest
  static final ArchRule timeComesFromTheLoop =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "clock")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .because("a run in virtual time must not see the clock on the wall");

  @ArchTest
  static final ArchRule randomnessComesFromTheSeed =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "clock")
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(Random.class, long.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .because("the same seed gives the same session, byte for byte");

  @ArchTest
  static final ArchRule threadsAreMadeInFewPlaces =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "clock", ROOT + "sweep")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "session.SessionWriter")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "session.EventDecoder")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Thread.class, Executors.class, ForkJoinPool.class)
          .because("host, links, target and workload share one loop, so order needs no locks");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .because("nothing on the loop blocks, and waits have deadlines of the loop");

  @ArchTest
  static final ArchRule nobodyPrints =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("components say what happened through a Recorder");

  @ArchTest
  static final ArchRule filesAreTouchedInFewPlaces =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "session",
              ROOT + "scenario..",
              ROOT + "lesson",
              ROOT + "exchange..",
              ROOT + "report")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "subsystem.media.DataFile")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + "sweep.KeptRuns")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(
              Files.class, FileChannel.class, FileOutputStream.class, RandomAccessFile.class)
          .because(
              "components never write files, but a target can keep its data in one, a sweep its"
                  + " runs");

  @ArchTest
  static final ArchRule fieldsOfEventsAreReadFromTheirSchema =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "event.schema", ROOT + "scenario..")
          .should()
          .callMethod(Class.class, "getRecordComponents")
          .because("an event is described once; settings, which are no events, have their own");

  @ArchTest
  static final ArchRule noStaticMutableState =
      noFields().that().areStatic().should().notBeFinal().because("runs in parallel share nothing");

  /** Classes of a package use the JDK, libraries, their own package and the ones that are named. */
  private static ArchRule mayUse(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(others))
            .map(each -> ROOT + each)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.fenceline..").and(not(resideInAnyPackage(allowed))))
        .because(
            name
                + " may use "
                + (others.length == 0 ? "no other package" : String.join(", ", others)))
        .allowEmptyShould(true);
  }
}
