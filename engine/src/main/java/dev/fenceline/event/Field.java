package dev.fenceline.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a field of a kind of event on the component of its record. The component has the name
 * of the field in session files, and the same type; a suffix {@code Nanos} or {@code Millis} gives
 * the unit.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** Returns the meaning of the values. */
  Meaning value();

  /**
   * Returns what the field says: a phrase in Markdown, without a capital letter and a full stop;
   * empty if the meaning is sufficient.
   */
  String text() default "";

  /**
   * Returns the values that stand for "none"; flags use 0 and 1. The inspector leaves them out, and
   * an overlay does not shift them.
   */
  long[] none() default {};

  /** Returns the values that stand for "not known". An overlay does not shift them. */
  long[] unknown() default {};

  /** Returns the number of hexadecimal digits in which the number is displayed; 0 for decimal. */
  int digits() default 0;
}
