package io.maestro.testkit.surface;

import io.maestro.error.MaestroException;
import io.maestro.testkit.expect.RunExpectation;
import io.maestro.testkit.time.StalledException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What may come out of a bad call. */
final class Promises {
  private static final List<Class<? extends Throwable>> ANYWHERE =
      List.of(
          NullPointerException.class,
          IllegalArgumentException.class,
          IllegalStateException.class,
          DateTimeException.class,
          MaestroException.class,
          HostException.class);

  /** What a method promises that waits on virtual time and compares. */
  private static final List<Class<? extends Throwable>> WAITING =
      List.of(StalledException.class, AssertionError.class);

  /** What single methods promise beyond that, in their Javadoc. */
  private static final Map<String, List<Class<? extends Throwable>>> ALSO =
      Map.ofEntries(
          Map.entry("TypeToken.cast", List.of(ClassCastException.class)),
          Map.entry("Payload.value", List.of(ClassCastException.class)),
          Map.entry("Document.value", List.of(ClassCastException.class)),
          Map.entry("TimeSource.await", List.of(StalledException.class)), // where it is virtual
          Map.entry("VirtualTime.await", List.of(StalledException.class)),
          Map.entry("VirtualTime.pass", List.of(StalledException.class)),
          Map.entry("VirtualTime.get", List.of(StalledException.class, AssertionError.class)),
          Map.entry("VirtualTime.failure", List.of(StalledException.class, AssertionError.class)),
          Map.entry("TestHost.get", List.of(StalledException.class, AssertionError.class)),
          Map.entry("ReentryCheck.verify", List.of(StalledException.class, AssertionError.class)),
          Map.entry("MaestroExtension.afterEach", List.of(AssertionError.class)),
          Map.entry("TestHost.expect", WAITING),
          Map.entry("Faults.assertAllFired", List.of(AssertionError.class)),
          Map.entry("History.assertKept", List.of(AssertionError.class)),
          Map.entry("History.assertKeptInSequence", List.of(AssertionError.class)),
          Map.entry("History.assertNoneLost", List.of(AssertionError.class)),
          Map.entry("WitnessFile.add", List.of(UncheckedIOException.class)),
          Map.entry("WitnessFile.open", List.of(UncheckedIOException.class)),
          Map.entry("WitnessFile.read", List.of(UncheckedIOException.class)),
          Map.entry("SimCluster.settle", WAITING),
          Map.entry("SimNode.stop", WAITING));

  private Promises() {}

  /** Returns whether a method may throw this, or give a future that fails with it. */
  static boolean allow(Member member, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    return allowAnywhere(cause)
        || also(member).stream().anyMatch(type -> type.isInstance(cause))
        || isDeclared(member, thrown);
  }

  /** Returns whether a run may fail with this because of a bad call. */
  static boolean allowAnywhere(Throwable cause) {
    return ANYWHERE.stream().anyMatch(type -> type.isInstance(cause))
        && !(cause instanceof CancellationException);
  }

  private static List<Class<? extends Throwable>> also(Member member) {
    Class<?> owner = member.code().getDeclaringClass();
    if (owner.getPackage() == RunExpectation.class.getPackage()
        || owner.getSimpleName().endsWith("Fixture")) {
      return WAITING;
    }
    String name = member.toString();
    return ALSO.getOrDefault(name.substring(0, name.indexOf('(')), List.of());
  }

  private static boolean isDeclared(Member member, Throwable thrown) {
    return !(thrown instanceof RuntimeException)
        && !(thrown instanceof Error)
        && Arrays.stream(member.code().getExceptionTypes())
            .anyMatch(type -> type.isInstance(thrown));
  }

  private static Throwable unwrapped(Throwable thrown) {
    boolean wraps = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    return wraps && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
  }
}
