package dev.fenceline.app.cli;

import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.service.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Reads commands from standard input while a service runs. */
final class ServePrompt {
  private final Service service;
  private final PrintWriter out;
  private final PrintWriter err;

  ServePrompt(Service service, PrintWriter out, PrintWriter err) {
    this.service = service;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts reading on a separate thread. The end of the input ends the reading, not the service.
   */
  static void begin(Service service, PrintWriter out, PrintWriter err) {
    ServePrompt prompt = new ServePrompt(service, out, err);
    Thread.ofPlatform().daemon().name("commands").start(prompt::read);
  }

  private void read() {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line.strip());
      }
    } catch (IOException e) {
      complain("cannot read further commands: " + e.getMessage());
    }
  }

  /** Executes one command and prints that it was done, or why not. */
  void take(String line) {
    switch (line) {
      case "" -> {}
      case "help" -> help();
      case "quit" -> service.stop();
      default -> inject(line);
    }
  }

  private void help() {
    service.faults().forEach(out::println);
    out.println("quit                                                    stops and saves");
    out.println("Paths: " + String.join(", ", service.paths()));
    out.flush();
  }

  private void inject(String line) {
    try {
      Fault fault = FaultPrompt.parse(line);
      if (service.inject(fault)) {
        out.println("done: " + fault.command());
        out.flush();
      } else {
        complain("the service has stopped");
      }
    } catch (IllegalArgumentException e) {
      complain(e.getMessage() + "; help lists the commands");
    }
  }

  private void complain(String words) {
    err.println("fenceline: " + words);
    err.flush();
  }
}
