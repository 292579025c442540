/** The engine of Maestro and its in-memory defaults. */
@org.jspecify.annotations.NullMarked
module io.maestro.core {
  requires transitive io.maestro.api;
  requires com.github.benmanes.caffeine;
  requires jakarta.validation;
  requires org.hibernate.validator;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.maestro.core;
  exports io.maestro.core.memory;
}
