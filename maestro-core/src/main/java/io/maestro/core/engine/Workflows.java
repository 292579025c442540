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

  String whyNotRegistered(Workflow<?, ?> workflow) {
    String asked = "workflow " + workflow.name();
    return byName.containsKey(workflow.name())
        ? "another instance of "
            + asked
            + " is registered; keep the workflow, or the kind that it is of, in one constant, and"
            + " start with the one that was given to the builder"
        : asked + " is not registered; register it, or the kind that it is of, on the builder";
  }

  Set<String> names() {
    return byName.keySet();
  }
}
