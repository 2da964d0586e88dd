/**
 * A session as one HTML file that plays in a browser without this program: swimlanes, steps,
 * captions. The file contains its style and its script, and forbids every request.
 */
@NullMarked
package dev.fenceline.page;

import org.jspecify.annotations.NullMarked;
