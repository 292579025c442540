/** The interfaces a host implements and the types it sees. */
module io.maestro.api {
  requires static transitive org.jspecify;
  requires transitive jakarta.validation;

  exports io.maestro.config;

  // Validation reads the fields of configuration types.
  opens io.maestro.config;
}
