package dev.fenceline.lab;

import dev.fenceline.tap.AssociationTracker.View;
import org.junit.jupiter.api.Tag;

/**
 * What {@code serve} concludes at the target of a host that loses both paths, or that goes away.
 */
@Tag("slow")
class BothPathsTest extends BothPathsCases {
  BothPathsTest() {
    super(View.HOSTS_ONLY);
  }
}
