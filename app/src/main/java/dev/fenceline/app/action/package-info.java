/**
 * What a person can do: each action once, with its words and key; menus, palette and shortcut page
 * are made from it.
 */
@NullMarked
package dev.fenceline.app.action;

import org.jspecify.annotations.NullMarked;
