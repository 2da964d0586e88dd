package dev.fenceline.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A browser without a display, told what to do over the DevTools protocol on the loopback. */
public final class Chromium implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
  private int last;

  /** Starts the browser with a profile of its own in a folder. */
  public Chromium(Path folder) throws IOException, InterruptedException {
    process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--remote-debugging-address=127.0.0.1",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    int port = port(folder);
    JsonNode pages =
        JSON.readTree(
            http.send(
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/json/list".formatted(port)))
                        .build(),
                    BodyHandlers.ofString())
                .body());
    String address = "";
    for (JsonNode page : pages) {
      if (page.path("type").textValue().equals("page")) {
        address = page.path("webSocketDebuggerUrl").textValue();
      }
    }
    socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
    tell("Page.enable", Map.of());
    tell("Network.enable", Map.of());
    tell("Runtime.enable", Map.of());
  }

  /** Waits until the browser has said on which port it listens. It does so on its output. */
  private int port(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("chromium.log");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    String mark = "DevTools listening on ws://127.0.0.1:";
    while (System.nanoTime() < end && process.isAlive()) {
      String said = Files.readString(log);
      int at = said.indexOf(mark);
      if (at >= 0 && said.indexOf('/', at + mark.length()) > 0) {
        return Integer.parseInt(
            said.substring(at + mark.length(), said.indexOf('/', at + mark.length())));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    process.destroy();
    throw new IOException("Chromium does not start:\n" + Files.readString(log));
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      message.append(data);
      if (isLast) {
        try {
          received(JSON.readTree(message.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }

  private void received(JsonNode message) {
    CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
    if (answer != null) {
      answer.complete(message);
      return;
    }
    switch (message.path("method").asText()) {
      case "Network.requestWillBeSent" ->
          requests.add(message.path("params").path("request").path("url").asText());
      case "Page.loadEventFired" -> loaded.complete(true);
      default -> {}
    }
  }

  /** Sends a command and returns its result. */
  JsonNode tell(String method, Map<String, ?> parameters) {
    ObjectNode command = JSON.createObjectNode().put("id", ++last).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(last, answer);
    socket.sendText(command.toString(), true).join();
    try {
      JsonNode message = answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new IllegalStateException(method + ": " + message.path("error"));
      }
      return message.path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method, e);
    }
  }

  /** Opens a file and waits until it is loaded. */
  public void openAny(Path file) {
    requests.clear();
    loaded = new CompletableFuture<>();
    tell("Page.navigate", Map.of("url", file.toUri().toString()));
    loaded.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Opens a file and waits until its script has drawn. */
  void open(Path file) {
    openAny(file);
    until("document.documentElement.dataset.step !== undefined");
  }

  /** Returns the value of an expression of the page; of a promise, what it becomes. */
  public JsonNode value(String expression) {
    JsonNode result =
        tell(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  public String text(String expression) {
    return value(expression).asText();
  }

  /** Waits, frame by frame, until a condition of the page is met. */
  public void until(String condition) {
    value(
        """
        new Promise((done, failed) => {
          const end = performance.now() + 20000;
          const look = () => {
            if (%s) done(true);
            else if (performance.now() > end) failed(new Error('not met'));
            else requestAnimationFrame(look);
          };
          look();
        })\
        """
            .formatted(condition));
  }

  /** Presses and releases a key, by its name and, if it is a letter, its text. */
  void press(String key) {
    boolean letter = key.length() == 1;
    tell(
        "Input.dispatchKeyEvent",
        letter
            ? Map.of("type", "keyDown", "key", key, "text", key)
            : Map.of("type", "rawKeyDown", "key", key));
    tell("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Returns the addresses that were asked for since the page was opened, without its own data. */
  public List<String> requests() {
    return requests.stream().filter(it -> !it.startsWith("data:")).toList();
  }

  @Override
  public void close() {
    try {
      tell("Browser.close", Map.of());
    } catch (IllegalStateException closed) {
      // the browser may go before it answers
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
