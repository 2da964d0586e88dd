package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ViewStateTest {
  @Test
  void markersAreKeptWithTheSession() {
    ViewState view = new ViewState(null);
    assertThat(view.toJson()).as("nothing to keep").isNull();
    view.markerA().set(12_510_390_000L);
    view.markerB().set(15_625_799_000L);
    ViewState again = new ViewState(view.toJson());
    assertThat(again.markerA().get()).isEqualTo(12_510_390_000L);
    assertThat(again.markerB().get()).isEqualTo(15_625_799_000L);
    again.markerA().set(null);
    again.markerB().set(null);
    assertThat(again.toJson()).isNull();
  }

  @Test
  void whatALaterVersionKeepsThereStays() {
    ViewState view = new ViewState("{\"shape\":{\"round\":true}}");
    view.markerA().set(1L);
    assertThat(view.toJson()).isEqualTo("{\"shape\":{\"round\":true},\"markers\":{\"a\":1}}");
  }

  @Test
  void aViewThatMakesNoSenseIsNoView() {
    assertThat(new ViewState("{\"markers\":{\"a\":\"soon\",\"b\":-5}}").markerA().get()).isNull();
    assertThat(new ViewState("[]").toJson()).isNull();
    assertThat(new ViewState("{").toJson()).isNull();
  }
}
