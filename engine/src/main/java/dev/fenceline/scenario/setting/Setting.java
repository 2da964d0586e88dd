package dev.fenceline.scenario.setting;

import dev.fenceline.scenario.Fault;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a setting where it is declared: a component of a record, or a record that is a member
 * of a family such as {@link Fault}. Everything else that depends on settings is derived from this:
 * reading and writing scenarios, the limits, {@code --set} and {@code --vary}, the fields of forms,
 * the JSON Schema, and the tables of {@code assets/README.md}.
 *
 * <p>The name and the type of the component determine the rest: {@code katoMillis} is the key
 * {@code kato}, a time in whole milliseconds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Setting {
  /** The {@link #value} of a setting without a default. */
  String NONE = "none \0";

  /** Returns the description: one sentence without an initial capital and a full stop. */
  String about();

  /**
   * Returns the default as written in a scenario: {@code 5 s}, {@code best}, {@code 128}, or JSON
   * for an object or a list. A setting without one must be given, unless it is nullable.
   */
  String value() default NONE;

  /** Returns the smallest value or number of elements, or an empty string for 0. */
  String min() default "";

  /**
   * Returns the largest value or number of elements. An empty string means any number, or a year
   * for times.
   */
  String max() default "";

  /** Reports whether a time may also be {@code never}, which is -1 in the record. */
  boolean never() default false;

  /**
   * Returns its name for {@code --set} and {@code --vary}, or an empty string if it cannot be
   * changed by name.
   */
  String set() default "";

  /**
   * Returns the element of a list that {@link #set} changes, such as {@code name=cut}, or an empty
   * string for every element.
   */
  String where() default "";

  /**
   * Returns from when on a change during a run counts, such as {@code for the next reset}; an empty
   * string if the setting cannot be changed while a run lasts.
   */
  String inRun() default "";

  /**
   * Returns its rank among the settings that can be changed by name. Users change rank 1 most
   * often.
   */
  int rank() default Integer.MAX_VALUE;
}
