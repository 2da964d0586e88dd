package dev.fenceline.lab;

import dev.fenceline.tap.AssociationTracker.View;
import org.junit.jupiter.api.Tag;

/** What {@code relay} concludes of a host that loses both paths, or that goes away. */
@Tag("slow")
class RelayedBothPathsTest extends BothPathsCases {
  RelayedBothPathsTest() {
    super(View.BOTH_POINTS);
  }
}
