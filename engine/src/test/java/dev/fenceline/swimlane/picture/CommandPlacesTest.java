package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.Story;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CommandPlacesTest {
  @Test
  void theMeanIsTheTimeThatAllSpentThereTogether() {
    Occupancy occupancy = new Occupancy(new long[] {10, 20}, new long[] {30, 40});

    assertThat(occupancy.at(9)).isZero();
    assertThat(occupancy.at(10)).isEqualTo(1);
    assertThat(occupancy.at(20)).isEqualTo(2);
    assertThat(occupancy.at(40)).isZero();
    assertThat(occupancy.mean(0, 50)).isCloseTo(40 / 50.0, Assertions.within(1e-9));
    assertThat(occupancy.mean(20, 30)).isCloseTo(2, Assertions.within(1e-9));
    assertThat(occupancy.mean(25, 25)).isEqualTo(2);
  }

  @Test
  void aCommandThatLandsLateIsAtMediaUntilThen() {
    Picture picture = Picture.of(Story.baseline());
    CommandPlaces places = picture.places(Story.NVME4);

    assertThat(places).isNotNull();
    assertThat(places.at(CommandPlace.MEDIA, 13_000_000_000L)).isEqualTo(3);
    assertThat(places.at(CommandPlace.MEDIA, 14_960_000_000L)).isZero();
    assertThat(places.at(CommandPlace.WIRE, 14_960_000_000L)).isZero();
    assertThat(places.most()).isEqualTo(3);
  }

  @Test
  void aCommandThatWasTakenBackIsAtTheHostUntilItMayGoElsewhere() {
    CommandPlaces places = Picture.of(Story.ccr()).places(Story.NVME4);

    assertThat(places).isNotNull();
    assertThat(places.at(CommandPlace.MEDIA, 14_000_000_000L)).isEqualTo(3);
    assertThat(places.at(CommandPlace.HOST, 14_010_200_000L)).isEqualTo(3);
    assertThat(places.at(CommandPlace.HOST, 15_000_000_000L)).isZero();
  }
}
