/** The codec of Maestro: values as JSON, by Jackson 3. */
@org.jspecify.annotations.NullMarked
module io.maestro.jackson {
  requires transitive io.maestro.api;
  requires static org.jspecify;
  requires tools.jackson.core;
  requires transitive tools.jackson.databind; // upcasters change its trees

  exports io.maestro.jackson;
}
