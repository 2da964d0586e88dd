/**
 * The services that others connect to: {@code serve}, {@code relay}, and the prompt that injects
 * faults into them.
 */
@NullMarked
package dev.fenceline.service;

import org.jspecify.annotations.NullMarked;
