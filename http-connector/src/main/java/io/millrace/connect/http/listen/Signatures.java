package io.millrace.connect.http.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The signature schemes of well-known senders. */
public final class Signatures {

  private static final byte[] DOT = {'.'};

  private Signatures() {}

  /** {@code X-Hub-Signature-256: sha256=<hex>} over the body. */
  public static Signature github(Hmac hmac) {
    return generic(hmac, "X-Hub-Signature-256", "sha256=", false);
  }

  /** A hash of the body in a header, behind a prefix, in hex or Base64. */
  public static Signature generic(Hmac hmac, String header, String prefix, boolean isBase64) {
    return (head, body) -> {
      String value = head.header(header).orElse("");
      boolean isRight =
          value.startsWith(prefix)
              && bytes(value.substring(prefix.length()), isBase64)
                  .map(hash -> hmac.matches(hash, body))
                  .orElse(false);
      require(isRight);
    };
  }

  /** {@code Stripe-Signature: t=<seconds>,v1=<hex>,...} over {@code t.body}. */
  public static Signature stripe(Hmac hmac, Duration tolerance, Clock clock) {
    return (head, body) -> {
      String timestamp = "";
      boolean isRight = false;
      String[] parts = head.header("Stripe-Signature").orElse("").split(",");
      for (String part : parts) {
        if (part.trim().startsWith("t=")) {
          timestamp = part.trim().substring(2);
        }
      }
      for (String part : parts) {
        if (part.trim().startsWith("v1=")) {
          byte[] hash = bytes(part.trim().substring(3), false).orElse(DOT);
          isRight |= hmac.matches(hash, timestamp.getBytes(UTF_8), DOT, body);
        }
      }
      require(isRight);
      requireRecent(timestamp, tolerance, clock);
    };
  }

  /** Standard Webhooks: {@code webhook-signature: v1,<base64> ...} over {@code id.time.body}. */
  public static Signature standardWebhooks(Hmac hmac, Duration tolerance, Clock clock) {
    return (head, body) -> {
      byte[] id = head.header("webhook-id").orElse("").getBytes(UTF_8);
      String timestamp = head.header("webhook-timestamp").orElse("");
      boolean isRight = false;
      for (String signature : head.header("webhook-signature").orElse("").split(" ")) {
        if (signature.startsWith("v1,")) {
          byte[] hash = bytes(signature.substring(3), true).orElse(DOT);
          isRight |= hmac.matches(hash, id, DOT, timestamp.getBytes(UTF_8), DOT, body);
        }
      }
      require(isRight && id.length > 0);
      requireRecent(timestamp, tolerance, clock);
    };
  }

  private static Optional<byte[]> bytes(String text, boolean isBase64) {
    try {
      return Optional.of(
          isBase64
              ? Base64.getDecoder().decode(text.trim())
              : HexFormat.of().parseHex(text.trim()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean isRight) throws RefusedException {
    if (!isRight) {
      throw new RefusedException(401, "Unauthorized", "The signature is missing or not right.");
    }
  }

  private static void requireRecent(String seconds, Duration tolerance, Clock clock)
      throws RefusedException {
    boolean isNumber = seconds.matches("\\d{1,12}");
    long age = isNumber ? clock.millis() - Long.parseLong(seconds) * 1000 : Long.MAX_VALUE;
    if (age == Long.MAX_VALUE || Math.abs(age) > tolerance.toMillis()) {
      throw new RefusedException(401, "Unauthorized", "The signature is too old or too new.");
    }
  }
}
