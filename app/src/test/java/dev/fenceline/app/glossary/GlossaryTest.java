package dev.fenceline.app.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The glossary is complete in itself, and every term that the window explains is in it. */
class GlossaryTest {
  private static final Path PAGE = Path.of("../assets/glossary/README.md");
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern USE =
      Pattern.compile("(?:TermHover\\.on\\([^;]*?, |shipped\\(\\)\\.get\\()\"([^\"]+)\"\\)");
  private static final int WORDS_MAX = 25;

  private final Glossary glossary = Glossary.shipped();

  @Test
  void everyDefinitionIsShortAndIsASentence() {
    assertThat(glossary.all())
        .hasSizeGreaterThan(60)
        .allSatisfy(term -> {
          assertThat(term.definition().split("\\s+"))
              .as(term.term())
              .hasSizeLessThanOrEqualTo(WORDS_MAX);
          assertThat(term.definition()).endsWith(".").isEqualTo(term.definition().strip());
          assertThat(term.source()).isNotBlank();
        });
  }

  @Test
  void noNameStandsForTwoTerms() {
    List<String> names = glossary.all().stream().flatMap(term -> term.names().stream()).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(glossary.all().stream().map(term -> term.term().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void everyTermOfAHoverExists() throws IOException {
    List<String> used;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      used =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(GlossaryTest::used)
              .distinct()
              .toList();
    }
    assertThat(used)
        .isNotEmpty()
        .allSatisfy(term -> assertThat(glossary.find(term)).as(term).isPresent());
  }

  private static Stream<String> used(Path file) {
    try {
      return USE.matcher(Files.readString(file)).results().map(found -> found.group(1));
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "KATO",
        "CQT",
        "CCR",
        "CIU",
        "CIRN",
        "hold",
        "held",
        "fencing",
        "AEN",
        "ANA",
        "R2T",
        "capsule",
        "controller loss timeout",
        "fast_io_fail",
        "reconnect delay",
        "quiesce",
        "late write",
        "stale write",
        "zone",
        "invariant",
        "path",
        "association",
        "queue pair"
      })
  void theTermsOfTheWindowAreThere(String term) {
    assertThat(glossary.get(term).term()).isEqualTo(term);
  }

  @Test
  void aTermIsFoundByItsOtherNamesWhateverTheirCase() {
    assertThat(glossary.get("command quiesce TIME").term()).isEqualTo("CQT");
    assertThat(glossary.get("fencing").term()).isEqualTo("fencing");
    assertThat(glossary.get("FENCING").term()).isEqualTo("fencing state");
    assertThat(glossary.find("no such term")).isEmpty();
  }

  @Test
  void aPartOfASentenceThatBeginsWithATermIsExplained() {
    assertThat(glossary.in("nvme4, FENCING 1.50 s. Because of 2").map(Term::term))
        .hasValue("fencing state");
    assertThat(glossary.in("Reconnect delay 10 s").map(Term::term)).hasValue("reconnect delay");
    assertThat(glossary.in("nvme4 waits for its reconnect delay")).isEmpty();
  }

  @Test
  void termsThatContainATextInTheirNamesComeBeforeThoseThatHaveItInTheirMeaning() {
    List<String> found = glossary.matching("late").stream().map(Term::term).toList();
    assertThat(found).startsWith("late write").contains("stale write");
    assertThat(found.indexOf("late write")).isLessThan(found.indexOf("controller instance"));
    assertThat(glossary.matching(" ")).isEqualTo(glossary.all());
  }

  @Test
  void thePageIsCurrent() throws IOException {
    String page = GlossaryPage.write(glossary);
    if (System.getProperty("fenceline.pages", "").equals("write")) {
      Files.writeString(PAGE, page);
      return;
    }
    assertThat(Files.readString(PAGE))
        .as("assets/glossary/README.md differs from terms.json; its head says how to renew it")
        .isEqualTo(page);
  }

  @Test
  void theTermsOfASentenceAreFoundInOrderAndTheLongestNameCounts() {
    assertThat(
            glossary.occurring(
                "nvme4 was fenced by a cross-controller reset; KATO is 5 s, CCR limit 4, KATO"))
        .extracting(Term::term)
        .containsExactly("fencing", "CCR", "KATO", "CCR limit");
    assertThat(glossary.occurring("my-host, withhold")).isEmpty();
  }

  @Test
  void theTermAtACharacterIsThatOfTheWordThere() {
    String sentence = "the CCR log of nvme3 names KATO";
    assertThat(glossary.at(sentence, sentence.indexOf("log")).map(Term::term)).contains("CCR log");
    assertThat(glossary.at(sentence, sentence.indexOf("KATO")).map(Term::term)).contains("KATO");
    assertThat(glossary.at(sentence, sentence.indexOf("names"))).isEmpty();
    assertThat(glossary.at(sentence, sentence.indexOf(" of"))).isEmpty();
  }

  @Test
  void everyTermHasAPictureThatCanBeReadAndWhoseWordsFit() {
    assertThat(glossary.all())
        .allSatisfy(term -> assertThat(term.picture()).as(term.term()).isNotEmpty())
        .allSatisfy(term ->
            assertThat(TermPicture.of(term.picture()).height()).as(term.term()).isPositive());
  }

  @Test
  void aLineThatIsNoneOfAPictureIsRefused() {
    for (String line :
        List.of(
            "words alone",
            "host: 0-200 LIVE ",
            "host: 0-20 PINK ",
            "host: 0-5 LIVE words that are too wide",
            "host 1 > path 2 CCR ")) {
      assertThatThrownBy(() -> TermPicture.of(List.of(line)))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aKeyThatIsMissingOrNotKnownIsRefused() {
    assertThatThrownBy(() -> read("[{\"term\": \"a\", \"definition\": \"b\"}]"))
        .hasMessageContaining("the key \"source\" is missing");
    assertThatThrownBy(() -> read("[{\"term\": \"a\", \"meaning\": \"b\"}]"))
        .hasMessageContaining("there is no key \"meaning\"");
  }

  private static Glossary read(String text) throws IOException {
    return Glossary.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
