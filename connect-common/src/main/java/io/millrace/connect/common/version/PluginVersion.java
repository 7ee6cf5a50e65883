package io.millrace.connect.common.version;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this build, the same for every plugin of the suite. */
public final class PluginVersion {

  private static final String CURRENT = read();

  private PluginVersion() {}

  /** Returns the Maven version, or {@code 0.0.0} when the jar was built without its resource. */
  public static String current() {
    return CURRENT;
  }

  // A static initialiser that fails makes a plugin vanish from the worker, so nothing here throws.
  private static String read() {
    try (InputStream in = PluginVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        return "0.0.0";
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "0.0.0");
    } catch (IOException e) {
      return "0.0.0";
    }
  }
}
