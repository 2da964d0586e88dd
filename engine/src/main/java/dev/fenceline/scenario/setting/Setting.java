package dev.fenceline.scenario.setting;

import dev.fenceline.scenario.Fault;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a setting where it is declared: a component of a record, or a record that is a member
 * of a family such as {@link Fault}. Everything else that must know a setting is made from this:
 * reading and writing scenarios, the limits, {@code --set} and {@code --vary}, the fields of forms,
 * the JSON Schema, and the tables of {@code assets/README.md}.
 *
 * <p>The name and the type of the component say the rest: {@code katoMillis} is the key {@code
 * kato}, a time in whole milliseconds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Setting {
  /** What {@link #value} is where there is no default. */
  String NONE = "none \0";

  /** Returns the description: one sentence without a capital letter and a full stop. */
  String about();

  /**
   * Returns the default, as a scenario spells it: {@code 5 s}, {@code best}, {@code 128}, or JSON
   * for an object or a list. A setting without one must be given, unless it is nullable.
   */
  String value() default NONE;

  /** Returns the least value or number of elements; empty for 0. */
  String min() default "";

  /**
   * Returns the greatest value or number of elements; empty for any number, or a year for times.
   */
  String max() default "";

  /** Reports whether a time may also be {@code never}, which is -1 in the record. */
  boolean never() default false;

  /** Its name for {@code --set} and {@code --vary}; empty: it cannot be changed by name. */
  String set() default "";

  /**
   * Returns the element of a list that {@link #set} changes, such as {@code name=cut}; empty for
   * every element.
   */
  String where() default "";

  /** Its place among those that can be changed by name, by how often people do; 1 is the first. */
  int rank() default Integer.MAX_VALUE;
}
