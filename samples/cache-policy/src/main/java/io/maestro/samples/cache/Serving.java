package io.maestro.samples.cache;

import io.maestro.execution.Mode;
import io.maestro.flow.Doubt;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Reconciliation;
import io.maestro.flow.Round;
import io.maestro.knowledge.Lesson;
import io.maestro.pipeline.ExecutionPipeline;
import io.maestro.pipeline.ExecutionTask;

/**
 * Serves one day, one recorded part after the other, for as long as the gate is open; what is asked
 * for after that is answered without the cache.
 *
 * @param service where the requests come from
 */
record Serving(Service service) implements ExecutionPipeline<Policy, Served> {
  private static final double AS_EXPECTED = 0.8;

  @Override
  public Served execute(ExecutionTask<Policy> task, FlowContext flow) {
    var order = new Service.Order(Traffic.dayOf(flow.now()), task.mode(), task.spec());
    Served served =
        flow.loop(
            "part",
            Served.class,
            Served.nothing(),
            (before, part) -> {
              Served next =
                  part.step(
                      "serve",
                      Served.class,
                      step -> service.serve(order, before, step.idempotencyKey()));
              boolean goOn = task.report(part, next.observation()).passed();
              return goOn && !next.isWholeDay() ? Round.again(next) : Round.done(next);
            });
    if (task.mode() == Mode.LIVE && served.isWholeDay()) {
      flow.run("learn", step -> step.knowledge().record(lesson(task, served)));
    }
    return served;
  }

  private static Lesson lesson(ExecutionTask<Policy> task, Served served) {
    var subject = Lesson.on(CacheKind.NAME, task.spec().label()).in(served.context());
    double expected = task.strategy().expected().value(CacheKind.HIT_RATIO).orElseThrow();
    return served.hitRatio() >= AS_EXPECTED * expected
        ? subject.worked(served.metrics())
        : subject.failed(served.hitRatio() + " instead of " + expected);
  }

  /** A part done twice is a part done once: the service knows the key. */
  @Override
  public Reconciliation<Served> reconcile(
      ExecutionTask<Policy> task, Doubt doubt, FlowContext flow) {
    return Reconciliation.resume();
  }
}
