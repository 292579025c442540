package io.maestro.jackson;

import io.maestro.execution.GateReport;
import io.maestro.execution.Reading;
import io.maestro.metric.Metrics;
import io.maestro.strategy.ValidationReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** The library's maps that promise to keep the order in which they were filled. */
final class KeptOrder {
  private static final Map<Class<?>, String> COMPONENTS =
      Map.of(
          Metrics.class, "values",
          ValidationReport.class, "checks",
          GateReport.class, "results",
          Reading.class, "gates");

  private KeptOrder() {}

  /** Returns the type to write a component as: one that keeps its order if it has promised to. */
  static ValueType of(Class<?> record, String component, ValueType declared) {
    return component.equals(COMPONENTS.get(record)) ? declared.as(LinkedHashMap.class) : declared;
  }
}
