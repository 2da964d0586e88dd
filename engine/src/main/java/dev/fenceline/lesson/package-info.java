/**
 * Lessons: what a teacher says about a run, step by step, where each step points, and what it asks.
 */
@NullMarked
package dev.fenceline.lesson;

import org.jspecify.annotations.NullMarked;
