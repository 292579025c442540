package io.maestro.core.engine;

import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;

/** The failures of runs whose code breaks a rule of durable code. */
final class Misuse {
  private Misuse() {}

  static Failure usedTwice(String path) {
    return misuse(
        path,
        "the path "
            + path
            + " is used twice in one run (rule 2); give each step its own name, or use at(name, key)"
            + " in a loop"
            + (isReport(path) ? "; for reports, task.report(flow.at(name, key), ...)" : ""));
  }

  private static boolean isReport(String path) {
    return path.endsWith("/report");
  }

  static Failure otherVerb(String path, Verb recorded, Verb asked) {
    return misuse(
        path,
        "the path %s was recorded as %s and is now asked for as %s; give the new step a new name"
            .formatted(path, recorded, asked));
  }

  static Failure tooManySteps(String path, int found, int allowed) {
    return new Failure(
        Failure.Kind.LIMIT,
        path,
        1,
        "LimitExceeded",
        "%d steps are over the limit limits.maxSteps = %d; use loop, which keeps only its latest round"
            .formatted(found, allowed));
  }

  static Failure tooLong(String path, int allowed) {
    return new Failure(
        Failure.Kind.LIMIT,
        path.substring(0, 100) + "...",
        1,
        "LimitExceeded",
        "a path of %d characters is over the limit of %d; nest less or use shorter keys"
            .formatted(path.length(), allowed));
  }

  static Failure swallowedUnwinding(Strand strand) {
    return misuse(
        strand.path.isEmpty() ? Failure.BODY : strand.path,
        "the code of "
            + strand
            + " swallowed Maestro's unwinding; never catch Throwable or Error around a verb, nor"
            + " return or throw from a finally block around one");
  }

  private static Failure misuse(String path, String message) {
    return new Failure(Failure.Kind.MISUSE, path, 1, "FlowMisuseException", message);
  }
}
