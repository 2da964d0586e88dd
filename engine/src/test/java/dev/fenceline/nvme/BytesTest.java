package dev.fenceline.nvme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BytesTest {
  @net.jqwik.api.Property
  void aFieldIsReadBackAndItsNeighboursStay(
      @ForAll("fields") BitField field, @ForAll long raw, @ForAll @Size(16) byte[] around) {
    long value = field.bits() == Long.SIZE ? raw : raw & ((1L << field.bits()) - 1);
    Bytes before = Bytes.of(around);
    Bytes after = before.toBuilder().set(field, value).build();
    assertThat(after.get(field)).isEqualTo(value);
    assertThat(after.toBuilder().set(field, before.get(field)).build()).isEqualTo(before);
  }

  @Provide
  Arbitrary<BitField> fields() {
    Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 8);
    return Arbitraries.oneOf(
        Combinators.combine(offsets, Arbitraries.integers().between(1, 8))
            .as((offset, size) -> BitField.bytes("bytes", offset, size)),
        Combinators.combine(
                offsets,
                Arbitraries.integers().between(0, 31),
                Arbitraries.integers().between(1, 32))
            .as((offset, shift, bits) -> BitField.bits("bits", offset, shift, bits)));
  }

  @Test
  void textsArePaddedWithNulOrSpace() {
    Bytes bytes = Bytes.builder(8).padded(0, 4, "ab").terminated(4, 4, "cd").build();
    assertThat(bytes)
        .isEqualTo(
            Bytes.of(
                (byte) 'a',
                (byte) 'b',
                (byte) ' ',
                (byte) ' ',
                (byte) 'c',
                (byte) 'd',
                (byte) 0,
                (byte) 0));
    assertThat(bytes.padded(0, 4)).isEqualTo("ab");
    assertThat(bytes.terminated(4, 4)).isEqualTo("cd");
    assertThatThrownBy(() -> Bytes.builder(4).padded(0, 4, "abcde"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasBuiltNoLongerChanges() {
    BitField first = BitField.bytes("first", 0, 1);
    Bytes.Builder builder = Bytes.builder(1).set(first, 1);
    Bytes built = builder.build();
    builder.set(first, 2);
    assertThat(built.get(first)).isEqualTo(1);
  }
}
