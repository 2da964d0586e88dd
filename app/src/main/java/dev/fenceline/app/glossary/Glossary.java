package dev.fenceline.app.glossary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All terms, in alphabetical order. Immutable. */
public final class Glossary {
  private static final String FILE = "/assets/glossary/terms.json";

  /** The largest number of words in a name that is searched for in a sentence. */
  private static final int WORDS_MAX = 3;

  /** Names that mean something else in most sentences. */
  private static final Set<String> EVERYDAY =
      Set.of("commands", "immediate", "live", "place", "source", "session", "sessions");

  private static final Set<String> KEYS = Set.of("term", "also", "definition", "source", "picture");

  /** Reads the file only when the first term is requested. */
  private static final class Shipped {
    static final Glossary TERMS = read();

    private static Glossary read() {
      try (InputStream in = Glossary.class.getResourceAsStream(FILE)) {
        return Glossary.read(Objects.requireNonNull(in, FILE));
      } catch (IOException error) {
        throw new UncheckedIOException(error);
      }
    }
  }

  private final List<Term> terms;

  /** Any name of a term as a whole word. */
  private final Pattern names;

  private Glossary(List<Term> terms) {
    this.terms = List.copyOf(terms);
    names =
        Pattern.compile(
            terms.stream()
                .flatMap(term -> term.names().stream())
                .filter(name -> !EVERYDAY.contains(name))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w/-])(?:", ")(?![\\w/-])")),
            Pattern.CASE_INSENSITIVE);
  }

  /** Returns the glossary that is part of the program. */
  public static Glossary shipped() {
    return Shipped.TERMS;
  }

  /**
   * Reads a glossary: a list of objects with the keys term, definition, source and, optionally,
   * also and picture.
   *
   * @throws IOException if it cannot be read, a key is missing, or a key is not known
   */
  static Glossary read(InputStream in) throws IOException {
    List<Term> terms = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(in)) {
      for (String key : node.propertyStream().map(Map.Entry::getKey).toList()) {
        if (!KEYS.contains(key)) {
          throw new IOException("there is no key \"%s\" in a glossary".formatted(key));
        }
      }
      terms.add(
          new Term(
              text(node, "term"),
              texts(node, "also"),
              text(node, "definition"),
              text(node, "source"),
              texts(node, "picture")));
    }
    return new Glossary(terms);
  }

  private static List<String> texts(JsonNode node, String key) {
    return node.path(key).valueStream().map(JsonNode::textValue).toList();
  }

  private static String text(JsonNode node, String key) throws IOException {
    String text = node.path(key).textValue();
    if (text == null || text.isBlank()) {
      throw new IOException("the key \"%s\" is missing in: %s".formatted(key, node));
    }
    return text;
  }

  /** Returns all terms. */
  public List<Term> all() {
    return terms;
  }

  /**
   * Returns the term with a name. Case matters only if two names differ in nothing else: {@code
   * FENCING} is a state, {@code fencing} is what happens in it.
   */
  public Optional<Term> find(String name) {
    return first(term -> term.names().contains(name))
        .or(() -> first(term -> term.names().stream().anyMatch(name::equalsIgnoreCase)));
  }

  /**
   * Returns the term that begins a part of a sentence, the first of several, as in {@code nvme4,
   * FENCING for 1.50 s}. Parts are separated by commas and full stops.
   */
  public Optional<Term> in(String sentence) {
    return Stream.of(sentence.split("[,.] "))
        .map(part -> part.strip().split("\\s+"))
        .flatMap(words ->
            IntStream.iterate(Math.min(WORDS_MAX, words.length), count -> count > 0, it -> it - 1)
                .mapToObj(count -> String.join(" ", List.of(words).subList(0, count))))
        .flatMap(words -> find(words).stream())
        .findFirst();
  }

  /**
   * Returns the terms that occur in a sentence, each once, in order. Of names that overlap the
   * longest counts. Names that are also everyday words are left out.
   */
  public List<Term> occurring(String sentence) {
    return names
        .matcher(sentence)
        .results()
        .flatMap(found -> find(found.group()).stream())
        .distinct()
        .toList();
  }

  /** Returns the term that a sentence names at a character; the same names count. */
  public Optional<Term> at(String sentence, int index) {
    return names
        .matcher(sentence)
        .results()
        .filter(found -> found.start() <= index && index < found.end())
        .findFirst()
        .flatMap(found -> find(found.group()));
  }

  private Optional<Term> first(Predicate<Term> condition) {
    return terms.stream().filter(condition).findFirst();
  }

  /**
   * Returns the term with a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Term get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no term is called " + name));
  }

  /**
   * Returns the terms that contain a text, matches in names first; all terms if the text is blank.
   */
  public List<Term> matching(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Predicate<Term> byName = term -> term.names().stream().anyMatch(it -> contains(it, wanted));
    return Stream.concat(
            terms.stream().filter(byName),
            terms.stream()
                .filter(byName.negate())
                .filter(term -> contains(term.definition(), wanted)))
        .toList();
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
