package io.maestro.core.engine;

import io.maestro.codec.TypeToken;
import io.maestro.flow.FlowCode;
import io.maestro.run.RecordedStep.Verb;

/** A recorded group of verbs. */
final class StageVerb<T> extends Verbs {
  private final TypeToken<T> type;
  private final FlowCode<T> code;

  StageVerb(FlowScope scope, String path, TypeToken<T> type, FlowCode<T> code) {
    super(scope, path);
    this.type = type;
    this.code = code;
  }

  T run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.STAGE);
    session.recorder().awaitUnsaved(pass, entry);
    if (!entry.isFinal()) {
      session.awaitPermits(scope);
      int registeredBefore = pass.strand.compensations.size();
      int passedBefore = pass.verbsPassed();
      T value = FlowScope.runWhole(scope.below(path), code);
      if (value == null) {
        throw new NullPointerException("stage " + path + " returned null");
      }
      pass.isHistorySince(passedBefore);
      record(entry, done(entry, 1, session.payload(value, type, path), value));
      pass.strand.forgetCompensations(registeredBefore); // a replay does not enter the stage
    }
    return answer(entry, type);
  }
}
