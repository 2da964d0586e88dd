package dev.fenceline.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.window.Mailbox.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second start passes its files to the window that is open. */
@Timeout(60)
class MailboxTest {
  private static final String DISPLAY = ":7";
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Letter LETTER =
      new Letter(List.of(Path.of("/a b/\u00e4\n.fenceline"), Path.of("relative.log")), "db1");

  private final List<Letter> taken = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private Path windows;
  private Mailbox open;

  @BeforeEach
  void aWindow() {
    windows = folder.resolve("windows");
    open = mailbox(LONG);
  }

  @AfterEach
  void closed() {
    open.close();
  }

  private Mailbox mailbox(Duration patience) {
    return new Mailbox(windows, DISPLAY, patience);
  }

  private Path socket() {
    return windows.resolve("window_7.socket");
  }

  @Test
  void theWindowGetsFilesAndHostOfALaterStart() {
    assertThat(open.claim()).isTrue();
    open.listen(Runnable::run, taken::add);

    assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.TAKEN);
    assertThat(mailbox(LONG).deliver(new Letter(List.of(), ""))).isEqualTo(Outcome.TAKEN);

    assertThat(taken).containsExactly(LETTER, new Letter(List.of(), ""));
    assertThat(taken.getFirst().files())
        .containsExactly(
            Path.of("/a b/\u00e4\n.fenceline"), Path.of("relative.log").toAbsolutePath());
  }

  @Test
  void aLetterWaitsForTheWindowThatIsJustBeingMade() throws Exception {
    assertThat(open.claim()).isTrue();
    List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    Thread later = Thread.startVirtualThread(() -> outcomes.add(mailbox(LONG).deliver(LETTER)));
    open.listen(Runnable::run, taken::add);
    later.join();

    assertThat(outcomes).containsExactly(Outcome.TAKEN);
    assertThat(taken).containsExactly(LETTER);
  }

  @Test
  void onlyOneWindowListensUntilItIsClosed() {
    Mailbox second = mailbox(LONG);
    assertThat(open.claim()).isTrue();
    assertThat(second.claim()).isFalse();
    open.listen(Runnable::run, taken::add);
    assertThat(second.deliver(LETTER)).isEqualTo(Outcome.TAKEN);

    open.close();

    assertThat(second.deliver(LETTER)).isEqualTo(Outcome.NOBODY);
    assertThat(second.claim()).isTrue();
    second.close();
    assertThat(socket()).doesNotExist();
  }

  @Test
  void anotherDisplayHasItsOwnWindow() {
    Mailbox elsewhere = new Mailbox(windows, ":8", LONG);
    assertThat(open.claim()).isTrue();
    assertThat(elsewhere.deliver(LETTER)).isEqualTo(Outcome.NOBODY);
    assertThat(elsewhere.claim()).isTrue();
    elsewhere.close();
  }

  @Test
  void whatACrashedWindowLeftBehindHindersNobody() throws IOException {
    Files.createDirectories(windows);
    Files.writeString(windows.resolve("window_7.lock"), "");
    try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(socket()));
    }
    assertThat(socket()).exists();

    assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.NOBODY);
    assertThat(open.claim()).isTrue();
    open.listen(Runnable::run, taken::add);
    assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void aWindowThatDoesNotAnswerHasNotTakenTheFilesAndNeverWill() {
    List<Runnable> stuck = new CopyOnWriteArrayList<>();
    open = mailbox(SHORT);
    assertThat(open.claim()).isTrue();
    open.listen(stuck::add, taken::add);

    assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.SILENT);

    stuck.forEach(Runnable::run);
    assertThat(stuck).hasSize(1);
    assertThat(taken).isEmpty();
  }

  @Test
  void whatIsNoLetterIsDroppedAndTheNextOneIsTaken() throws IOException {
    assertThat(open.claim()).isTrue();
    open.listen(Runnable::run, taken::add);

    for (byte[] bytes :
        List.of(
            new byte[0],
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8),
            "fenceline window 2\0\0/a".getBytes(StandardCharsets.UTF_8),
            new byte[Letter.BYTES_MAX + 1])) {
      assertThat(answer(bytes)).as(bytes.length + " bytes").isLessThan(1);
    }

    assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.TAKEN);
    assertThat(taken).containsExactly(LETTER);
  }

  @Test
  void aSenderThatSaysNothingHoldsUpTheOthersOnlyForATime() throws IOException {
    open = mailbox(SHORT);
    assertThat(open.claim()).isTrue();
    open.listen(Runnable::run, taken::add);
    try (SocketChannel mute = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      assertThat(mailbox(LONG).deliver(LETTER)).isEqualTo(Outcome.TAKEN);
      assertThat(mute.isOpen()).isTrue();
    }
  }

  @Test
  void nobodyElseMayEnterTheFolder() throws IOException {
    assertThat(open.claim()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(windows)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFolderThatCannotBeMadeLeavesTheWindowAlone() throws IOException {
    Files.writeString(windows, "a file");
    assertThat(open.claim()).isFalse();
    assertThat(open.deliver(LETTER)).isEqualTo(Outcome.NOBODY);
    Mailbox deep = new Mailbox(folder.resolve("d".repeat(120)), DISPLAY, LONG);
    assertThat(deep.claim()).isFalse();
    assertThat(deep.deliver(LETTER)).isEqualTo(Outcome.NOBODY);
  }

  /** Sends bytes to the window and returns how many bytes it answered; -1 for an early end. */
  private int answer(byte[] bytes) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      ByteBuffer out = ByteBuffer.wrap(bytes);
      try {
        while (out.hasRemaining()) {
          channel.write(out);
        }
        channel.shutdownOutput();
        return channel.read(ByteBuffer.allocate(1));
      } catch (IOException refused) {
        return -1;
      }
    }
  }
}
