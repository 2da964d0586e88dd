package dev.fenceline.app.export;

import dev.fenceline.swimlane.pen.Pen;
import java.util.function.Consumer;

/**
 * A picture of a session that any pen can draw.
 *
 * @param title its title
 * @param width in pixels
 * @param height in pixels
 * @param painter draws it
 */
record DrawnSession(String title, int width, int height, Consumer<Pen> painter) {}
