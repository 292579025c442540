package io.maestro.testkit;

import io.maestro.message.DeadLetter;
import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunId;
import io.maestro.run.RunInfo;
import io.maestro.run.RunStatus;
import io.maestro.strategy.StrategyRef;
import java.util.List;

/** A listener that keeps what it is told, in the order in which it was told. Thread-safe. */
public final class RecordingListener implements MaestroListener {
  /**
   * A step as it was recorded.
   *
   * @param run the run
   * @param step the step
   */
  public record Recorded(RunId run, RecordedStep step) {}

  /**
   * A problem that no caller waited for.
   *
   * @param where what the maestro was doing
   * @param cause what went wrong
   */
  public record Problem(String where, Throwable cause) {}

  private final Kept<RunInfo> accepted = new Kept<>();
  private final Kept<RunInfo> changes = new Kept<>();
  private final Kept<RunInfo> ended = new Kept<>();
  private final Kept<Recorded> steps = new Kept<>();
  private final Kept<String> notAskedFor = new Kept<>();
  private final Kept<DeadLetter> deadLetters = new Kept<>();
  private final Kept<OptimizationDecision> decisions = new Kept<>();
  private final Kept<StrategyRef> chosen = new Kept<>();
  private final Kept<Problem> problems = new Kept<>();

  /** Creates a listener that has been told nothing. */
  public RecordingListener() {}

  @Override
  public void runAccepted(RunInfo run) {
    accepted.add(run);
  }

  @Override
  public void runChanged(RunInfo run) {
    changes.add(run);
  }

  @Override
  public void runEnded(RunInfo run) {
    ended.add(run);
  }

  @Override
  public void stepRecorded(RunId run, RecordedStep step) {
    steps.add(new Recorded(run, step));
  }

  @Override
  public void stepsNotAskedFor(RunId run, List<String> paths) {
    notAskedFor.addAll(paths);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    deadLetters.add(letter);
  }

  @Override
  public void optimizationDecided(OptimizationDecision decision) {
    decisions.add(decision);
  }

  @Override
  public void versionChosen(StrategyRef before, StrategyRef now) {
    chosen.add(now);
  }

  @Override
  public void problem(String where, Throwable cause) {
    problems.add(new Problem(where, cause));
  }

  /** Returns the runs that were accepted. */
  public List<RunInfo> accepted() {
    return accepted.all();
  }

  /** Returns the statuses that a run went through while it lived. */
  public List<RunStatus> statuses(RunId run) {
    return changes.stream().filter(info -> info.id().equals(run)).map(RunInfo::status).toList();
  }

  /** Returns the runs that ended. */
  public List<RunInfo> ended() {
    return ended.all();
  }

  /** Returns the steps that were recorded, of all runs. */
  public List<Recorded> steps() {
    return steps.all();
  }

  /** Returns the paths of recorded steps that no code asked for. */
  public List<String> notAskedFor() {
    return notAskedFor.all();
  }

  /** Returns the messages that reached nobody or whose handler threw. */
  public List<DeadLetter> deadLetters() {
    return deadLetters.all();
  }

  /** Returns what the ticks of all optimization loops decided. */
  public List<OptimizationDecision> decisions() {
    return decisions.all();
  }

  /** Returns the versions that optimization loops chose. */
  public List<StrategyRef> chosen() {
    return chosen.all();
  }

  /** Returns the problems that no caller waited for. */
  public List<Problem> problems() {
    return problems.all();
  }
}
