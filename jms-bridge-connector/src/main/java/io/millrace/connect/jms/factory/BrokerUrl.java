package io.millrace.connect.jms.factory;

import java.util.Locale;

/**
 * What a provider's client connects to. {@code vm:} and {@code peer:} start a broker inside the
 * worker, and {@code brokerConfig} loads its configuration from anywhere.
 */
public final class BrokerUrl {

  private BrokerUrl() {}

  /** Whether it has none of these; true too for what is no URL at all. */
  public static boolean isElsewhere(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return !lower.matches("(?s)(.*[(,:\\s])?(vm|peer):.*") && !lower.contains("brokerconfig");
  }
}
