package dev.fenceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {
  private static final String LINE = "[    7.914347] nvme nvme0: starting error recovery\n";

  @TempDir Path folder;

  @Test
  void aSessionIsOneWhateverItsName() throws IOException {
    SessionHeader header = SessionHeader.of("test", "empty", null, 0, "virtual", "emulated");
    for (String name : List.of("a.log", "a.gz")) {
      Path file = folder.resolve(name);
      SessionFile.save(file, Session.of(header, List.of()));
      assertThat(Formats.of(file)).isEqualTo(Formats.SESSION);
      assertThat(Formats.read(file).header()).isEqualTo(header);
    }
  }

  @Test
  void aLogIsReadPlainAndGzipAndCanBeSavedAsASession() throws IOException {
    Path plain = Files.writeString(folder.resolve("dmesg"), LINE);
    Path gzip = folder.resolve("syslog.2.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(LINE.getBytes(StandardCharsets.UTF_8));
    }

    Session read = Formats.read(plain);
    assertThat(read.header().source()).isEqualTo("kernel log");
    assertThat(read.header().title()).isEqualTo("dmesg");
    assertThat(Formats.read(gzip).events()).isEqualTo(read.events());

    Path saved = folder.resolve("dmesg.fenceline");
    SessionFile.save(saved, read);
    assertThat(Formats.read(saved).events()).isEqualTo(read.events());
  }

  @Test
  void theJournalsJsonIsTellableFromAScenario() throws IOException {
    Path journal =
        Files.writeString(
            folder.resolve("journal.json"),
            "{\"PRIORITY\":\"4\",\"MESSAGE\":\"nvme nvme0: starting error recovery\"}\n");
    Path scenario = Files.writeString(folder.resolve("mine.json"), "{\n  \"id\": \"mine\"\n}\n");

    assertThat(Formats.beginsAsKernelLog(journal)).isTrue();
    assertThat(Formats.beginsAsKernelLog(scenario)).isFalse();
  }

  @Test
  void whatIsNeitherIsRefusedWithWhatWasExpected() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.txt"), "Dear reader,\n");
    Path bytes = Files.write(folder.resolve("picture"), new byte[] {(byte) 0x89, 'P', 0, 0, 0});

    for (Path file : List.of(text, bytes)) {
      assertThatThrownBy(() -> Formats.read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(String.valueOf(file.getFileName()))
          .hasMessageContaining("expected a session of Fenceline (*.fenceline), a network capture");
    }
  }
}
