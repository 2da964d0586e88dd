package dev.fenceline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

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

  private interface Packer {
    OutputStream into(OutputStream out) throws IOException;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"gz", "xz", "zst", "bz2"})
  void whateverIsReadMayBePacked(String by) throws IOException {
    Packer packer =
        switch (by) {
          case "gz" -> GZIPOutputStream::new;
          case "xz" -> out -> new XZOutputStream(out, new LZMA2Options());
          case "zst" -> ZstdOutputStream::new;
          default -> out -> new BZip2HadoopStreams().createOutputStream(out);
        };
    Path log = Files.writeString(folder.resolve("plain.log"), LINE);
    Path session = folder.resolve("plain.fenceline");
    SessionFile.save(session, Formats.read(log));
    Path capture = folder.resolve("plain.pcap");
    try (InputStream in = FormatsTest.class.getResourceAsStream("/field-cases/24-vxlan.pcap")) {
      Files.write(capture, Objects.requireNonNull(in).readAllBytes());
    }

    for (Path plain : List.of(log, session, capture)) {
      Path packed = folder.resolve("packed");
      try (OutputStream out = packer.into(Files.newOutputStream(packed))) {
        out.write(Files.readAllBytes(plain));
      }
      assertThat(Formats.of(packed)).isEqualTo(Formats.of(plain));
      assertThat(Formats.read(packed).events()).isEqualTo(Formats.read(plain).events());
    }
    assertThat(SessionReader.read(session).header().title()).isEqualTo("plain.log");
  }

  @Test
  void severalStreamsOfBzip2AreRefusedWithAWayOut() throws IOException {
    Path file = folder.resolve("two.bz2");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < 2; i++) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        try (OutputStream stream = new BZip2HadoopStreams().createOutputStream(one)) {
          stream.write(LINE.getBytes(StandardCharsets.UTF_8));
        }
        out.write(one.toByteArray());
      }
    }

    assertThatThrownBy(() -> Formats.read(file)).hasMessageContaining("unpack it with bunzip2");
  }

  @Test
  void aHostCanBeChosenOfLogsOnly() throws IOException {
    Path log = Files.writeString(folder.resolve("two.log"), "hosta: " + LINE + "hostb: " + LINE);
    Path session = folder.resolve("a.fenceline");
    SessionFile.save(session, Formats.read(log, "hosta"));

    assertThat(Formats.read(log, "hosta").header().title()).isEqualTo("two.log, host hosta");
    assertThatThrownBy(() -> Formats.read(session, "hosta"))
        .hasMessageContaining("leave out --host");
    assertThatThrownBy(() -> Formats.read(log, "hostc")).hasMessageContaining("hosta");
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
