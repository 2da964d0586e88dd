package dev.fenceline.app.cli;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.glossary.Term;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline glossary}: explains the terms that the program uses. */
@Command(
    name = "glossary",
    description = "Prints the terms that Fenceline uses, with their meaning and source.",
    mixinStandardHelpOptions = true)
final class GlossaryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "TERM",
      arity = "0..*",
      description = "Prints only this term, such as CQT or \"stale write\".")
  private List<String> words = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  GlossaryCommand() {}

  @Override
  public Integer call() {
    Glossary glossary = Glossary.shipped();
    String wanted = String.join(" ", words).strip();
    List<Term> terms = wanted.isEmpty() ? glossary.all() : List.of(find(glossary, wanted));
    PrintWriter out = spec.commandLine().getOut();
    out.println(terms.stream().map(GlossaryCommand::text).collect(Collectors.joining("\n\n")));
    out.flush();
    return ExitStatus.DONE;
  }

  private Term find(Glossary glossary, String wanted) {
    Optional<Term> term = glossary.find(wanted);
    if (term.isEmpty()) {
      String near =
          glossary.matching(wanted).stream().map(Term::term).collect(Collectors.joining(", "));
      throw new ParameterException(
          spec.commandLine(),
          near.isEmpty()
              ? "no term is called \"%s\"; fenceline glossary lists all terms".formatted(wanted)
              : "no term is called \"%s\"; these contain it: %s".formatted(wanted, near));
    }
    return term.get();
  }

  private static String text(Term term) {
    String also = term.also().isEmpty() ? "" : " (" + String.join(", ", term.also()) + ")";
    return "%s%s%n  %s%n  Source: %s"
        .formatted(term.term(), also, term.definition(), term.source());
  }
}
