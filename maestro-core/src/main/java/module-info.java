/** The engine and the in-memory defaults. */
module io.maestro.core {
  requires transitive io.maestro.api;
  requires static transitive org.jspecify;
  requires jakarta.validation;
  requires org.hibernate.validator;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;

  exports io.maestro.core;
}
