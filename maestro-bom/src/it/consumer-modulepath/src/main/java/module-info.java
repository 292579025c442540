/** A host that is a module. */
module com.example.host {
  requires transitive io.maestro.core;

  exports com.example.host;
}
