package dev.fenceline.dist;

import java.util.Locale;

/** The platform on which the build runs, which is also the one for which it makes a package. */
enum Platform {
  /** Any Linux distribution. */
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

  /** Returns the default package type. */
  String type() {
    return type;
  }

  /** Returns the name of the icon file. */
  String icon() {
    return icon;
  }
}
