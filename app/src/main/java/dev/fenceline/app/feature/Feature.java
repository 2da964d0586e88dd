package dev.fenceline.app.feature;

/**
 * A feature of the window. Each has one class that implements this interface and is listed once, in
 * the window. Features do not depend on one another; they share the workspace and the actions.
 */
public interface Feature {
  /** Adds the actions and the visible parts of this feature. Called once for each window. */
  void addTo(WindowParts window);
}
