@NullMarked
package dev.fenceline.host.controller;

import org.jspecify.annotations.NullMarked;
