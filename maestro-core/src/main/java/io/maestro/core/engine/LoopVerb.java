package io.maestro.core.engine;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.LoopCode;
import io.maestro.flow.Round;
import io.maestro.run.RecordedStep.State;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.store.StepRecord;
import java.util.List;
import java.util.Optional;

/** A loop of which only the latest round's state is kept. */
final class LoopVerb<S> extends Verbs {
  private final TypeToken<S> type;
  private final S initial;
  private final LoopCode<S> code;

  LoopVerb(FlowScope scope, String path, TypeToken<S> type, S initial, LoopCode<S> code) {
    super(scope, path);
    this.type = type;
    this.initial = initial;
    this.code = code;
  }

  S run() {
    scope.beginVerb();
    Entry entry = session.enter(pass, path, Verb.LOOP);
    session.recorder().awaitUnsaved(pass, entry);
    boolean isLater = false;
    while (!entry.isFinal()) {
      if (isLater) {
        session.gateButDue(scope); // a round without verbs must not keep the run from ending
      } else {
        session.awaitPermits(scope); // may be a replay, which registers compensations
      }
      round(entry);
      isLater = true;
    }
    return answer(entry, type);
  }

  private void round(Entry entry) {
    StepRecord latest = entry.record;
    long number = latest == null ? 0 : latest.round();
    S before = latest == null ? initial : state(entry, latest);
    String roundPath = path + "#" + number;
    FlowScope inside = scope.below(roundPath);
    int registeredBefore = pass.strand.compensations.size();
    int passedBefore = pass.verbsPassed();
    Round<S> round = code.run(before, inside);
    inside.checkNotSwallowed();
    inside.joinForked();
    pass.isHistorySince(passedBefore);
    Payload state = session.payload(round.state(), type, path);
    entry.value = state.isLive() ? round.state() : null; // else a replay would see another one
    record(entry, after(round, number, state), List.of(roundPath + "/"), List.of());
    pass.strand.forgetCompensations(registeredBefore); // a replay does not enter this round
  }

  private S state(Entry entry, StepRecord latest) {
    Object known = entry.value;
    return known != null ? type.cast(known) : decode(latest.value().orElseThrow(), type);
  }

  private StepRecord after(Round<S> round, long number, Payload state) {
    return new StepRecord(
        path,
        Verb.LOOP,
        round.isLast() ? State.DONE : State.PENDING,
        1,
        Optional.of(state),
        Optional.empty(),
        Optional.empty(),
        number + 1,
        recordTime());
  }
}
