package dev.fenceline.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a kind of event on its record. Session files, the event filter, tables, traces,
 * overlays, the inspector and the page about session files know a kind only from this and from the
 * {@link Field} of each component.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {
  /**
   * Returns the name in session files: lower-case words joined by hyphens. It never changes once a
   * released version has written it.
   */
  String name();

  /** Returns what the event means: one sentence, in Markdown. */
  String text();
}
