package io.maestro.core.log;

import io.maestro.log.LogFields;
import java.util.Map;

/** Replaces secrets before a sink sees them. */
final class Masking {
  /** What stands for a secret. */
  static final String MASK = "***";

  private Masking() {}

  /** Returns the text with its secrets masked; the same text if it says none. */
  static String text(String text) {
    String named = ArgumentSecrets.masked(ElementSecrets.masked(NamedSecrets.masked(text)));
    return UrlSecrets.masked(TokenSecrets.masked(named));
  }

  /** Returns the fields with the values of secret keys, and the secrets in others, masked. */
  static LogFields fields(LogFields fields) {
    LogFields masked = LogFields.none();
    for (Map.Entry<String, String> field : fields.values().entrySet()) {
      String value =
          SecretWords.isIn(field.getKey()) && !field.getValue().isEmpty()
              ? MASK
              : text(field.getValue());
      masked = masked.and(text(field.getKey()), value);
    }
    return masked;
  }

  /** Returns the cause, or a stand-in if it, or one of its causes, says a secret. */
  static Throwable cause(Throwable cause) {
    return StandIn.unlessSame(cause, Masking::text);
  }
}
