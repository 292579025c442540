package io.maestro.core.engine;

import io.maestro.flow.Workflow;
import io.maestro.run.Failure;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.run.RunId;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import java.util.Optional;

/** A run started by this run, and waited for. */
final class ChildVerb<I, O> extends Verbs {
  private final Workflow<I, O> workflow;
  private final I input;
  private final String inbox;

  ChildVerb(FlowScope scope, String path, Workflow<I, O> workflow, I input) {
    super(scope, path);
    this.workflow = workflow;
    this.input = input;
    this.inbox = Letter.CONTROL + "child:" + path;
  }

  O run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.CHILD);
    session.recorder().awaitUnsaved(pass, entry);
    RunId child = ChildId.of(session.runId(), path);
    if (!entry.isFinal()) {
      session.control().addChild(child); // before the gate: it may have been started before
    }
    while (!entry.isFinal()) {
      session.gate(scope, entry);
      if (mayProceed(entry)) {
        proceed(entry, child);
      }
    }
    return answer(entry, workflow.outputType());
  }

  /** Where leave is needed to begin, it is asked for once: before the intent. */
  private boolean mayProceed(Entry entry) {
    boolean begins = scope.doubts != null && (entry.record == null || entry.intended > 0);
    return !begins || recordIntent(entry) > 0;
  }

  private void proceed(Entry entry, RunId child) {
    Optional<RunEnd> end =
        session.engine.children().end(session, pass, entry, child, workflow, input, inbox);
    if (end.isEmpty()) {
      throw pass.leave(Wait.mail(inbox, null, "its child run " + child));
    }
    concluded(entry, child, end.get());
  }

  private void concluded(Entry entry, RunId child, RunEnd end) {
    record(
        entry,
        end.result()
            .map(value -> done(entry, 1, value))
            .orElseGet(() -> failed(entry, failureOf(child, end))));
  }

  private Failure failureOf(RunId child, RunEnd end) {
    String why = end.failure().map(Failure::toString).orElseGet(() -> "cancelled: " + end.reason());
    return new Failure(
        Failure.Kind.CHILD, path, 1, "Child" + end.status(), "child run " + child + " " + why);
  }
}
