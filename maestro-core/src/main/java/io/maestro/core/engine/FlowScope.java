package io.maestro.core.engine;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.flow.AsyncStepCode;
import io.maestro.flow.Branch;
import io.maestro.flow.DoubtCode;
import io.maestro.flow.Each;
import io.maestro.flow.FlowCode;
import io.maestro.flow.FlowContext;
import io.maestro.flow.LoopCode;
import io.maestro.flow.Permission;
import io.maestro.flow.PipelineQueue;
import io.maestro.flow.ReconcileCode;
import io.maestro.flow.StepAction;
import io.maestro.flow.StepCode;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.TransactionCode;
import io.maestro.flow.Workflow;
import io.maestro.log.RunLog;
import io.maestro.message.Endpoint;
import io.maestro.run.Names;
import io.maestro.run.RecordedStep.Verb;
import io.maestro.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The verbs as one pass sees them, below one path. */
final class FlowScope implements FlowContext {
  final Pass pass;
  final Session session;
  final StepPolicy policy;
  final @Nullable QueueHold hold;
  final @Nullable Doubts doubts;
  private final String prefix;
  private final Frame frame;

  FlowScope(
      Pass pass,
      String prefix,
      StepPolicy policy,
      Frame frame,
      @Nullable QueueHold hold,
      @Nullable Doubts doubts) {
    this.pass = pass;
    this.session = pass.strand.session;
    this.prefix = prefix;
    this.policy = policy;
    this.frame = frame;
    this.hold = hold;
    this.doubts = doubts;
  }

  static FlowScope root(Pass pass) {
    return new FlowScope(pass, "", StepPolicy.once(), new Frame(), null, null);
  }

  /** Returns the scope of code below a path, which ends only when its own branches have. */
  FlowScope below(String path) {
    return below(pass, path);
  }

  FlowScope below(Pass other, String path) {
    return new FlowScope(other, path + "/", policy, new Frame(), hold, doubts);
  }

  String pathOf(String name) {
    return prefix + Names.check(name, "a step's name");
  }

  @Override
  public RunId runId() {
    return session.runId();
  }

  @Override
  public String path() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public Instant now() {
    return pass.now();
  }

  @Override
  public RunLog log() {
    return new ReplaySilentLog(session.log(path()), pass);
  }

  @Override
  public <T> T step(String name, TypeToken<T> type, StepCode<T> code) {
    requireNonNull(code, "code");
    return new StepVerb<>(this, pathOf(name), Verb.STEP, type, code).run();
  }

  @Override
  public void run(String name, StepAction action) {
    requireNonNull(action, "action");
    StepVerb.action(this, pathOf(name), Verb.STEP, action).perform();
  }

  @Override
  public <T> T await(String name, TypeToken<T> type, AsyncStepCode<T> code) {
    return new AwaitVerb<>(this, pathOf(name), type, requireNonNull(code, "code")).run();
  }

  @Override
  public <T> T effect(
      String name, TypeToken<T> type, StepCode<T> code, ReconcileCode<T> reconcile) {
    requireNonNull(code, "code");
    requireNonNull(reconcile, "reconcile");
    return new EffectVerb<>(this, pathOf(name), type, code, reconcile).run();
  }

  @Override
  public <T, C> T transaction(
      String name, TypeToken<T> type, Class<C> resource, TransactionCode<? super C, T> code) {
    requireNonNull(resource, "resource");
    requireNonNull(code, "code");
    return new TransactionVerb<T, C>(this, pathOf(name), type, resource, code).run();
  }

  @Override
  public <T> T intentFirst(DoubtCode inDoubt, FlowCode<T> code) {
    requireNonNull(inDoubt, "inDoubt");
    requireNonNull(code, "code");
    return intentFirst(new Doubts(inDoubt, null, prefix, policy, doubts), code);
  }

  @Override
  public <T> T intentFirst(Permission permission, DoubtCode inDoubt, FlowCode<T> code) {
    requireNonNull(permission, "permission");
    requireNonNull(inDoubt, "inDoubt");
    requireNonNull(code, "code");
    return intentFirst(new Doubts(inDoubt, permission, prefix, policy, doubts), code);
  }

  private <T> T intentFirst(Doubts own, FlowCode<T> code) {
    beginVerb();
    return runWhole(new FlowScope(pass, prefix, policy, new Frame(), hold, own), code);
  }

  @Override
  public <T> T stage(String name, TypeToken<T> type, FlowCode<T> code) {
    return new StageVerb<>(this, pathOf(name), type, requireNonNull(code, "code")).run();
  }

  @Override
  public <T> Branch<T> fork(String name, FlowCode<T> code) {
    requireNonNull(code, "code");
    beginVerb();
    String path = pathOf(name);
    Strand branch =
        session
            .strands()
            .branches()
            .fork(pass, path, current -> runWhole(below(current, path), code));
    add(branch);
    return new StrandBranch<>(this, branch);
  }

  /** Runs code in a scope of its own, to the end of the branches that it forks. */
  static <T> T runWhole(FlowScope scope, FlowCode<T> code) {
    T value;
    try {
      value = code.run(scope);
    } catch (Throwable thrown) { // the edge of user code: it may take the place of a last word
      if (!scope.pass.isLeft()) {
        scope.pass.checkOver(scope.doubts);
      }
      throw thrown;
    }
    scope.checkNotSwallowed();
    scope.joinForked();
    return value;
  }

  /** Lets a verb begin, unless the code is being left or the part it is in is over. */
  void beginVerb() {
    pass.beginVerb();
    pass.checkOver(doubts);
  }

  /** Leaves the code if a part of it has caught what must pass. */
  void checkNotSwallowed() {
    pass.checkNotSwallowed();
    pass.checkOver(doubts);
  }

  Object join(Strand branch) {
    try {
      return session.strands().branches().join(pass, branch);
    } catch (Error thrown) {
      throw passedOn(branch, thrown);
    }
  }

  List<Object> join(Group group) {
    return session.strands().branches().join(pass, group, this::join);
  }

  /** Lets the last word of a part, thrown in a branch of it, be the last word here too. */
  private Error passedOn(Strand branch, Error thrown) {
    if (doubts != null && branch.lastWord == thrown) {
      pass.over(doubts, thrown);
    }
    return thrown;
  }

  void add(Strand branch) {
    frame.add(branch);
    pass.strand.compensations.add(new Compensation.OfBranch(branch));
  }

  void joinForked() {
    frame.unjoined().forEach(this::join);
  }

  void joined(Strand branch) {
    frame.joined(branch);
  }

  @Override
  public <I> Each<I> each(String name, List<I> items, Function<? super I, ?> key) {
    requireNonNull(key, "key");
    return new EachItems<>(
        this, pathOf(name), List.copyOf(items), key, session.engine.parallelism());
  }

  @Override
  public <S> S loop(String name, TypeToken<S> type, S initial, LoopCode<S> round) {
    requireNonNull(initial, "initial");
    requireNonNull(round, "round");
    return new LoopVerb<>(this, pathOf(name), type, initial, round).run();
  }

  @Override
  public FlowContext at(String name, Object key) {
    return new FlowScope(
        pass, PathKey.append(pathOf(name), key) + "/", policy, frame, hold, doubts);
  }

  @Override
  public void sleep(String name, Duration duration) {
    requireNonNull(duration, "duration");
    new SleepVerb(this, pathOf(name), duration).run();
  }

  @Override
  public <M> Optional<M> receive(String name, Endpoint<M> endpoint, Duration atMost) {
    requireNonNull(endpoint, "endpoint");
    requireNonNull(atMost, "atMost");
    return new ReceiveVerb<>(this, pathOf(name), endpoint, atMost).run();
  }

  @Override
  public <I, O> O child(String name, Workflow<I, O> workflow, I input) {
    requireNonNull(workflow, "workflow");
    requireNonNull(input, "input");
    return new ChildVerb<>(this, pathOf(name), workflow, input).run();
  }

  @Override
  public void compensation(String name, StepAction action) {
    requireNonNull(action, "action");
    beginVerb();
    String path = pathOf(name);
    session.enter(pass, path, Verb.COMPENSATION);
    pass.strand.compensations.add(new Compensation.OfStep(path, policy, action));
  }

  @Override
  public void compensate() {
    beginVerb();
    session
        .locked(() -> Compensations.inOrder(pass.strand))
        .forEach(step -> Compensations.undo(this, step));
  }

  @Override
  public FlowContext with(StepPolicy other) {
    return new FlowScope(pass, prefix, requireNonNull(other, "policy"), frame, hold, doubts);
  }

  @Override
  public <T> T queued(PipelineQueue queue, FlowCode<T> code) {
    requireNonNull(code, "code");
    beginVerb();
    if (hold != null && hold.covers(queue)) {
      return runWhole(new FlowScope(pass, prefix, policy, new Frame(), hold, doubts), code);
    }
    QueueHold inner = session.hold(pass.nextPart(prefix + "|" + queue.name()), queue, hold);
    try {
      return runWhole(new FlowScope(pass, prefix, policy, new Frame(), inner, doubts), code);
    } finally {
      if (!pass.isLeft()) {
        session.release(inner);
      }
    }
  }
}
