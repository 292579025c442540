package io.maestro.jackson;

import io.maestro.codec.CodecException;
import io.maestro.codec.TypeToken;
import java.util.function.Function;

/**
 * What a class that is no record is written as.
 *
 * @param type the class
 * @param form what its values are written as
 * @param to makes the form of a value
 * @param from makes a value of its form
 */
record Form<T, F>(
    Class<T> type,
    TypeToken<F> form,
    Function<? super T, ? extends F> to,
    Function<? super F, ? extends T> from) {

  Shape shape(Link link) {
    return new OfForm<>(this, link);
  }

  private record OfForm<T, F>(Form<T, F> form, Link link) implements Shape {
    @Override
    public void write(Object value, Writing writing) {
      link.write(form.to().apply(Scalars.cast(form.type(), value)), writing);
    }

    @Override
    public Object read(Reading reading) {
      Object read = link.read(reading);
      if (read == null) {
        throw new CodecException("null in a " + form.type().getSimpleName(), null);
      }
      return form.from().apply(form.form().cast(read));
    }
  }
}
