/**
 * The types that a host of Maestro sees: the facade, the pipeline and storage SPIs, and the values
 * between them. No implementation.
 */
@org.jspecify.annotations.NullMarked
module io.maestro.api {
  requires static transitive org.jspecify;
  requires transitive jakarta.validation;

  exports io.maestro;
  exports io.maestro.backup;
  exports io.maestro.codec;
  exports io.maestro.config;
  exports io.maestro.error;
  exports io.maestro.execution;
  exports io.maestro.flow;
  exports io.maestro.kind;
  exports io.maestro.knowledge;
  exports io.maestro.log;
  exports io.maestro.message;
  exports io.maestro.metric;
  exports io.maestro.monitor;
  exports io.maestro.optimization;
  exports io.maestro.pipeline;
  exports io.maestro.recovery;
  exports io.maestro.run;
  exports io.maestro.state;
  exports io.maestro.store;
  exports io.maestro.strategy;
  exports io.maestro.time;

  opens io.maestro.config; // the validation provider reads its fields
}
