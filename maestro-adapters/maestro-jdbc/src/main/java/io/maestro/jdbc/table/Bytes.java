package io.maestro.jdbc.table;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payload as two columns: its form - version, codec and type - and its bytes. What can't be
 * decoded stays as it is: nobody decodes here.
 */
final class Bytes {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{0,8}) ([^ ]+) (.*)", Pattern.DOTALL);

  private final Codec codec;

  Bytes(Codec codec) {
    this.codec = codec;
  }

  EncodedPayload of(Payload payload) {
    return payload.encoded(codec);
  }

  /** Encodes a payload before anything is changed, so that it can't fail half-way. */
  void prepare(Payload payload) {
    form(of(payload));
  }

  static String form(EncodedPayload payload) {
    if (payload.codec().indexOf(' ') >= 0) {
      throw new CodecException("a codec's id has no space in it: '" + payload.codec() + "'", null);
    }
    return payload.version() + " " + payload.codec() + " " + payload.type();
  }

  static Payload payload(String form, byte[] data) {
    Matcher parts = FORM.matcher(form);
    return Payload.of(
        parts.matches()
            ? new EncodedPayload(
                parts.group(2), parts.group(3), Integer.parseInt(parts.group(1)), data)
            : new EncodedPayload("damaged", form, 1, data));
  }
}
