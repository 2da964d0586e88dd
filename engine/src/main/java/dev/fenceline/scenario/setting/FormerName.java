package dev.fenceline.scenario.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The word for a constant in older scenarios and sessions. It is read but never written. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FormerName {
  /** Returns the former name, such as {@code rpfr}. */
  String value();
}
