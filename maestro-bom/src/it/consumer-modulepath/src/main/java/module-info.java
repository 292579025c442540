/** A host that is a module. */
module com.example.host {
  requires io.maestro.core;
}
