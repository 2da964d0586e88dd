@NullMarked
package dev.fenceline.service;

import org.jspecify.annotations.NullMarked;
