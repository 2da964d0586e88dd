/** A controller as the host sees it: bring-up, Keep Alive, AENs, namespaces and ANA states. */
@NullMarked
package dev.fenceline.host.controller;

import org.jspecify.annotations.NullMarked;
