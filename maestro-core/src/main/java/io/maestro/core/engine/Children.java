package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.flow.Workflow;
import io.maestro.run.Failure;
import io.maestro.run.RunId;
import io.maestro.store.Creation;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The runs that other runs start and wait for. */
final class Children {
  private final Engine engine;

  Children(Engine engine) {
    this.engine = engine;
  }

  /** Returns how a child ended, or empty if it goes on; starts it if it is not there yet. */
  <I, O> Optional<RunEnd> end(
      Session parent,
      Pass pass,
      Entry entry,
      RunId child,
      Workflow<I, O> workflow,
      I input,
      String inbox) {
    if (!engine.workflows().isRegistered(workflow)) {
      throw pass.fail(notRegistered(entry.path, workflow.name()));
    }
    NewRun.ParentCall call = new NewRun.ParentCall(parent.runId(), inbox);
    Payload payload = parent.payload(input, workflow.inputType(), entry.path);
    CompletableFuture<Creation> created =
        engine.starts().createChild(parent.run(), child, workflow, payload, call);
    if (!created.isDone()) {
      parent.strands().wakeWhenDone(pass.strand, created);
      throw pass.leave(Wait.resident("the start of child run " + child));
    }
    if (created.isCompletedExceptionally()) {
      parent.problem("the start of child run " + child, Futures.failureOf(created));
      throw pass.leave(Wait.until(parent.after(java.time.Duration.ofSeconds(1)), "the store"));
    }
    return created.join().run().end();
  }

  private static Failure notRegistered(String path, String workflow) {
    return new Failure(
        Failure.Kind.MISUSE,
        path,
        1,
        "NotRegistered",
        "workflow " + workflow + " is not registered; register it on the builder");
  }

  void cancel(RunId child, RunId parent) {
    String reason = "parent run " + parent + " ended";
    Letter letter =
        new Letter("cancel-by-parent", Control.CANCEL, Payload.of(reason, Control.REASON));
    Futures.whenDone(
        engine.sessions().deliver(child, letter),
        (delivery, failure) -> {
          if (failure != null) {
            engine.listeners().problem("the cancellation of child run " + child, failure);
          }
        });
  }
}
