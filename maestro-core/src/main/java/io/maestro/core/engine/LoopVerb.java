package io.maestro.core.engine;

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
    pass.beginVerb();
    Entry entry = session.enter(pass, path, Verb.LOOP);
    session.recorder().awaitUnsaved(pass, entry);
    while (!entry.isFinal()) {
      session.awaitPermits(scope);
      round(entry);
    }
    return answer(entry, type);
  }

  private void round(Entry entry) {
    StepRecord latest = entry.record;
    long number = latest == null ? 0 : latest.round();
    S state = latest == null ? initial : state(entry, latest);
    String roundPath = path + "#" + number;
    Round<S> round = scope.runToHistory(inside -> code.run(state, inside), roundPath);
    entry.value = round.state();
    record(entry, after(round, number), List.of(roundPath + "/"), List.of());
  }

  private S state(Entry entry, StepRecord latest) {
    Object known = entry.value;
    return known != null ? type.cast(known) : decode(latest.value().orElseThrow(), type);
  }

  private StepRecord after(Round<S> round, long number) {
    return new StepRecord(
        path,
        Verb.LOOP,
        round.isLast() ? State.DONE : State.PENDING,
        1,
        Optional.of(session.payload(round.state(), type, path)),
        Optional.empty(),
        Optional.empty(),
        number + 1,
        recordTime());
  }
}
