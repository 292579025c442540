/** The tests of a host that is a module: a module of their own, which sees what is exported. */
open module com.example.host.tests {
  requires com.example.host;
  requires io.maestro.testkit;
}
