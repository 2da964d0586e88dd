package dev.fenceline.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.workload.BlockStamp.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BlockStampTest {
  private static final int BLOCK = 4096;

  private static ByteBuf block(BlockStamp stamp, int bytes) {
    ByteBuf block = Unpooled.buffer(bytes);
    stamp.write(block, bytes);
    return block;
  }

  @Property
  void aBlockSaysWhoWroteIt(
      @ForAll @LongRange(min = 1) long id,
      @ForAll @LongRange(min = 0) long lba,
      @ForAll long session,
      @ForAll @LongRange(min = 1) long version,
      @ForAll boolean small) {
    int bytes = small ? 512 : BLOCK;
    ByteBuf block = block(new BlockStamp(id, lba, session, version), bytes);

    assertThat(block.readableBytes()).isEqualTo(bytes);
    assertThat(BlockStamp.read(block, 0, bytes, lba, session))
        .isEqualTo(new Reading(BlockQuality.GOOD, id, version));
    assertThat(BlockStamp.read(block, 0, bytes, lba + 1, session).quality())
        .isEqualTo(BlockQuality.MISDIRECTED);
    assertThat(BlockStamp.read(block, 0, bytes, lba, session + 1).quality())
        .isEqualTo(BlockQuality.FOREIGN);
  }

  @Property
  void partsOfTwoWritesAreTorn(@ForAll @IntRange(min = 1, max = 7) int cut, @ForAll boolean first) {
    ByteBuf one = block(new BlockStamp(1, 5, 9, 1), BLOCK);
    ByteBuf two = block(new BlockStamp(2, 5, 9, 2), BLOCK);
    int at = cut * 512;
    ByteBuf torn = Unpooled.buffer(BLOCK);
    torn.writeBytes(first ? one : two, 0, at).writeBytes(first ? two : one, at, BLOCK - at);

    assertThat(BlockStamp.read(torn, 0, BLOCK, 5, 9))
        .isEqualTo(new Reading(BlockQuality.TORN, 0, 0));
  }

  @Property
  void anyChangedBitIsSeen(
      @ForAll @IntRange(min = 0, max = BLOCK - 1) int at,
      @ForAll @IntRange(min = 0, max = 7) int bit) {
    ByteBuf block = block(new BlockStamp(7, 5, 9, 3), BLOCK);
    block.setByte(at, block.getByte(at) ^ 1 << bit);

    assertThat(BlockStamp.read(block, 0, BLOCK, 5, 9).quality())
        .isIn(BlockQuality.TORN, BlockQuality.FOREIGN);
  }

  @Example
  void aZeroBlockIsBlankAndAHalfZeroOneTorn() {
    ByteBuf blank = Unpooled.buffer(BLOCK).writeZero(BLOCK);
    assertThat(BlockStamp.read(blank, 0, BLOCK, 5, 9).quality()).isEqualTo(BlockQuality.BLANK);

    ByteBuf half = Unpooled.buffer(BLOCK).writeZero(BLOCK / 2);
    half.writeBytes(block(new BlockStamp(7, 5, 9, 3), BLOCK), BLOCK / 2, BLOCK / 2);
    assertThat(BlockStamp.read(half, 0, BLOCK, 5, 9).quality()).isEqualTo(BlockQuality.TORN);
  }
}
