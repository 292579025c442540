package io.maestro.core;

import io.maestro.config.ConfigProblem;
import io.maestro.config.InvalidConfigException;
import io.maestro.config.MaestroConfig;
import io.maestro.core.life.DevelopmentWorkflow;
import io.maestro.core.life.ExecutionWorkflow;
import io.maestro.core.optimization.TickWorkflow;
import io.maestro.flow.Workflow;
import io.maestro.kind.StrategyKind;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Finds every mistake in what a maestro is to be made of. */
record SetupCheck(
    MaestroConfig config, List<StrategyKind<?, ?, ?, ?>> kinds, List<Workflow<?, ?>> workflows) {

  /** Made at first use and shared: its boot takes half a second, and it is immutable. */
  private static final class Shared {
    static final Validator VALIDATOR =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            // The default interpolator needs an expression language that core does not depend on.
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
  }

  void throwIfWrong() {
    List<ConfigProblem> problems = new ArrayList<>(config.unreadable());
    Shared.VALIDATOR.validate(config).stream()
        .map(SetupCheck::problem)
        .sorted(Comparator.comparing(ConfigProblem::setting))
        .forEach(problems::add);
    problems.addAll(duplicates("kind", kinds.stream().map(StrategyKind::name).toList()));
    problems.addAll(duplicates("workflow", workflowNames()));
    problems.addAll(reserved());
    new PrimaryMetrics(config, kinds).problem().ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }

  private List<ConfigProblem> reserved() {
    return workflows.stream()
        .map(Workflow::name)
        .filter(SetupCheck::isReserved)
        .map(name -> new ConfigProblem("workflow " + name, "is the library's", "must not begin so"))
        .toList();
  }

  private static boolean isReserved(String name) {
    return namesOf("").anyMatch(name::startsWith);
  }

  /** Returns the names of the workflows that come with a kind. */
  private static Stream<String> namesOf(String kind) {
    return Stream.of(
        DevelopmentWorkflow.nameOf(kind),
        ExecutionWorkflow.nameOf(kind),
        TickWorkflow.nameOf(kind));
  }

  private List<String> workflowNames() {
    Stream<String> ofKinds =
        kinds.stream().map(StrategyKind::name).distinct().flatMap(SetupCheck::namesOf);
    return Stream.concat(workflows.stream().map(Workflow::name), ofKinds).toList();
  }

  private static ConfigProblem problem(ConstraintViolation<MaestroConfig> violation) {
    return new ConfigProblem(
        violation.getPropertyPath().toString(),
        String.valueOf(violation.getInvalidValue()),
        violation.getMessage());
  }

  private static List<ConfigProblem> duplicates(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream()
        .filter(name -> !seen.add(name))
        .distinct()
        .map(name -> new ConfigProblem(what + " " + name, "registered twice", "must be unique"))
        .toList();
  }
}
