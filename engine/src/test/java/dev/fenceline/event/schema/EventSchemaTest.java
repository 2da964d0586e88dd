package dev.fenceline.event.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Field;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Meaning;
import dev.fenceline.event.Note;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.nvme.InstanceId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event says of itself what it means, and every field. */
class EventSchemaTest {
  private static final InstanceId INSTANCE = new InstanceId(2, 1, 0x0123_4567_89ab_cdefL);

  static List<Class<?>> records() {
    List<Class<?>> records = new ArrayList<>();
    collect(Detail.class, records);
    return records;
  }

  private static void collect(Class<?> family, List<Class<?>> records) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.isSealed()) {
        collect(member, records);
      } else {
        records.add(member);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyKindAndEveryFieldIsDescribed(Class<? extends Detail> type) {
    KindSchema kind = EventSchema.of(type);

    if (type != UnknownEvent.class) {
      assertThat(EventSchema.find(kind.name())).contains(kind);
      assertThat(kind.text()).matches("(?s)[A-Z`].*\\.");
    }
    assertThat(kind.fields())
        .extracting(FieldSchema::name)
        .containsExactlyElementsOf(
            Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList());
    assertThat(kind.fields())
        .allSatisfy(field -> assertThat(field.text()).isNotEmpty().doesNotEndWith("."));
  }

  @Test
  void theFieldsOfAnInstanceAreThoseThatItHas() {
    KindSchema confirmed = EventSchema.of(FencingEvent.CcrConfirmed.class);
    RecordSchema impacted = confirmed.record().nested(confirmed.fields().get(1));

    assertThat(impacted).isNotNull();
    assertThat(impacted.fields())
        .extracting(FieldSchema::name)
        .containsExactly("cntlid", "ciu", "cirn");
    assertThat(impacted.fields())
        .extracting(field -> field.value(INSTANCE))
        .containsExactly(2, 1, 0x0123_4567_89ab_cdefL);
  }

  @Test
  void aFieldWithTheNameOfAFieldOfEveryLineHasTheNameOfItsType() {
    IoEvent.Submitted submitted = new IoEvent.Submitted(7, IoKind.WRITE, 0, 8, 0, 0);

    FieldPath kind = EventSchema.of(submitted).paths().get("ioKind");

    assertThat(kind).isNotNull();
    assertThat(kind.plain(submitted)).isEqualTo("WRITE");
  }

  @Test
  void plainValuesAreNumbersTextsAndTruthValues() {
    FencingEvent.CcrEnded ended = new FencingEvent.CcrEnded("nvme3", INSTANCE, CcrOutcome.SUCCESS);

    assertThat(EventSchema.of(ended).paths().values())
        .extracting(path -> path.plain(ended))
        .containsExactly("nvme3", 2, 1, "0123456789abcdef", "SUCCESS", null);
  }

  @Test
  void aKindIsFoundByItsNameAndOneOfALaterVersionIsNot() {
    assertThat(EventSchema.byName())
        .allSatisfy((name, type) -> {
          assertThat(EventSchema.of(type).name()).isEqualTo(name);
          assertThat(EventSchema.find(name)).hasValue(EventSchema.of(type));
        });
    assertThat(EventSchema.find("not-yet")).isEmpty();
    assertThat(EventSchema.kind(new UnknownEvent("not-yet", "{}"))).isEqualTo("not-yet");
    assertThat(EventSchema.kind(new Note("said"))).isEqualTo("note");
  }

  @Test
  void aListHasNoSingleValue() {
    KindSchema finding = EventSchema.of(Finding.class);

    assertThat(finding.paths()).containsKeys("events", "operations", "text");
    assertThat(finding.single()).containsKey("text").doesNotContainKeys("events", "operations");
  }

  @Test
  void changedValuesMakeANewEventAndTheSameValuesDoNot() {
    CommandEvent.Sent sent = new CommandEvent.Sent(1, 5);
    KindSchema kind = EventSchema.of(sent);

    assertThat(kind.changed(sent, (_, value) -> value)).isSameAs(sent);
    assertThat(
            kind.changed(
                sent, (field, value) -> field.meaning() == Meaning.COMMAND ? (Object) 6 : value))
        .isEqualTo(new CommandEvent.Sent(1, 6));
  }

  @Test
  void valuesThatStandForNoneOrNotKnownAreTold() {
    FieldSchema since = EventSchema.of(ControllerEvent.ErrorRecovery.class).fields().getLast();

    assertThat(since.isNone(0L)).isTrue();
    assertThat(since.isUnknown(ControllerEvent.ErrorRecovery.NOT_SEEN)).isTrue();
    assertThat(since.isNone(5L) || since.isUnknown(5L)).isFalse();
    assertThat(since.unit()).isEqualTo("ns");
    assertThat(since.plainName()).isEqualTo("since");
  }

  /** A field without a description. */
  public record Undescribed(int count) {}

  /** A time that would be written without its unit. */
  public record WithoutUnit(@Field(Meaning.MOMENT) long due) {}

  /** A time that is a text. */
  public record OfWrongType(@Field(Meaning.DURATION) String takesNanos) {}

  /** A number of things whose name says that it is a time. */
  public record WithUnit(@Field(Meaning.COUNT) long takesMillis) {}

  @Test
  void aFieldThatIsNotDescribedOrNotWhatItIsSaidToBeIsRefused() {
    assertThatThrownBy(() -> RecordSchema.ofValue(Undescribed.class))
        .hasMessage("Undescribed.count is not described: it needs a @Field");
    assertThatThrownBy(() -> RecordSchema.ofValue(WithoutUnit.class))
        .hasMessageStartingWith("WithoutUnit.due cannot be a moment");
    assertThatThrownBy(() -> RecordSchema.ofValue(OfWrongType.class))
        .hasMessageStartingWith("OfWrongType.takesNanos cannot be a duration");
    assertThatThrownBy(() -> RecordSchema.ofValue(WithUnit.class))
        .hasMessageStartingWith("WithUnit.takesMillis cannot be a count");
  }

  @Test
  void aRecordRefusesValuesInItsOwnWords() {
    RecordSchema instance = RecordSchema.ofValue(InstanceId.class);

    assertThat(instance.make(new Object[] {2, 1, 3L})).isEqualTo(new InstanceId(2, 1, 3));
    assertThatThrownBy(() -> instance.make(new Object[] {-1, 1, 3L})).hasMessage("CNTLID -1");
  }
}
