package dev.fenceline.app.workspace;

import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;

/**
 * A big session while it is read.
 *
 * @param file the file that is read
 * @param soFar the events that have been read, which grow until all are read
 * @param cancel ends reading soon
 */
public record Reading(Path file, Timeline soFar, Runnable cancel) {}
