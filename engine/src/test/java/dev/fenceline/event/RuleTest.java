package dev.fenceline.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule is found by its code, and says in one sentence what it demands. */
class RuleTest {
  @ParameterizedTest
  @MethodSource("dev.fenceline.event.value.Rule#all")
  void aRuleIsFoundByItsCode(Rule rule) {
    assertThat(Rule.of(rule.code())).isSameAs(rule);
    assertThat(rule).hasToString(rule.code());
  }

  @ParameterizedTest
  @MethodSource("dev.fenceline.event.value.Rule#all")
  void aRuleIsOneSentence(Rule rule) {
    assertThat(rule.sentence()).matches("\\p{Upper}[^.]*(\\.\\w[^.]*)*\\.");
  }

  @Test
  void twoRulesNeverHaveTheSameCode() {
    assertThat(Rule.all()).extracting(Rule::code).doesNotHaveDuplicates();
  }

  @Test
  void aRuleOfANewerVersionKeepsItsCode() {
    Rule rule = Rule.of("H99");

    assertThat(rule.code()).isEqualTo("H99");
    assertThat(rule.sentence()).isEqualTo("This version does not know the rule H99.");
    assertThat(rule).isEqualTo(Rule.of("H99"));
  }
}
