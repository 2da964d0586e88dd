/**
 * The actions of the user. Each is registered once, with its label and key; menus, palette and
 * shortcut page are made from the registry.
 */
@NullMarked
package dev.fenceline.app.action;

import org.jspecify.annotations.NullMarked;
