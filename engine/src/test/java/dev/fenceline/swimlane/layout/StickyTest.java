package dev.fenceline.swimlane.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.LaneLayout.Heading;
import dev.fenceline.swimlane.picture.Picture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StickyTest {
  private final LaneLayout layout = LaneLayout.of(Picture.of(Story.ccr()), Set.of());
  private final List<Heading> headings = layout.headings();

  @Test
  void nothingStaysWhileNothingIsScrolled() {
    assertThat(Sticky.of(layout, 0)).isEqualTo(new Sticky(null, 0));
  }

  @Test
  void theHeadingOfTheTopmostRowStays() {
    double inSecond = headings.get(1).y() + 1;
    assertThat(Sticky.of(layout, inSecond))
        .isEqualTo(new Sticky(headings.get(1), LaneLayout.HEADING_HEIGHT));
  }

  @Test
  void theNextHeadingPushesItAway() {
    Heading first = headings.getFirst();
    double left = 3;
    assertThat(Sticky.of(layout, headings.get(1).y() - left)).isEqualTo(new Sticky(first, left));
  }
}
