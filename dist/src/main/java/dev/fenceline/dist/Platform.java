package dev.fenceline.dist;

import java.util.Locale;

/** The platform that the build runs on: packages are made on the platform that they are for. */
enum Platform {
  /** Any Linux. */
  LINUX("deb", "fenceline-256.png"),
  /** macOS. */
  MAC("pkg", "fenceline.icns"),
  /** Windows. */
  WINDOWS("msi", "fenceline.ico");

  private final String type;
  private final String icon;

  Platform(String type, String icon) {
    this.type = type;
    this.icon = icon;
  }

  /** Returns the platform of this JVM. */
  static Platform here() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : LINUX;
  }

  /** Returns the type of the package if none is named. */
  String type() {
    return type;
  }

  /** Returns the name of the icon file. */
  String icon() {
    return icon;
  }
}
