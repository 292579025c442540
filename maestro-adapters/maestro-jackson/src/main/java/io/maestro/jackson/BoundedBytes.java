package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps bytes, up to a bound. */
final class BoundedBytes extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;

  BoundedBytes(int most) {
    this.most = most;
  }

  @Override
  public void write(int one) {
    check(1);
    kept.write(one);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    check(length);
    kept.write(bytes, offset, length);
  }

  private void check(int more) {
    if (kept.size() + more > most) {
      throw new CodecException("it is larger than " + most + " bytes", null);
    }
  }

  byte[] toBytes() {
    return kept.toByteArray();
  }
}
