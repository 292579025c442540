package io.maestro.testkit.tck;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts the rules that were kept, broken and skipped, and publishes the counts. */
final class SkippedRules implements BeforeAllCallback, AfterAllCallback, TestWatcher {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SkippedRules.class);

  private static final class Counts {
    final AtomicInteger kept = new AtomicInteger();
    final AtomicInteger broken = new AtomicInteger();
    final AtomicInteger skipped = new AtomicInteger();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    counts(context); // of the outermost class: those within find it there
  }

  private static Counts counts(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Counts.class, type -> new Counts(), Counts.class);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    counts(context).kept.incrementAndGet();
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    counts(context).broken.incrementAndGet();
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    counts(context).skipped.incrementAndGet();
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    counts(context).skipped.incrementAndGet();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (isOutermost(context)) {
      Counts counts = counts(context);
      context.publishReportEntry(
          Map.of(
              "rules kept", counts.kept.toString(),
              "rules broken", counts.broken.toString(),
              "rules skipped", counts.skipped.toString()));
    }
  }

  private static boolean isOutermost(ExtensionContext context) {
    return context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty();
  }
}
