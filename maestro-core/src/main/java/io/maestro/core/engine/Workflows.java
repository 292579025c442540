package io.maestro.core.engine;

import io.maestro.flow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workflows that a maestro knows, by name. Immutable. */
final class Workflows {
  private final Map<String, Workflow<?, ?>> byName;

  Workflows(List<Workflow<?, ?>> workflows) {
    Map<String, Workflow<?, ?>> known = new LinkedHashMap<>();
    workflows.forEach(workflow -> known.put(workflow.name(), workflow));
    this.byName = Map.copyOf(known);
  }

  Optional<Workflow<?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  boolean isRegistered(Workflow<?, ?> workflow) {
    return workflow.equals(byName.get(workflow.name()));
  }

  Set<String> names() {
    return byName.keySet();
  }
}
