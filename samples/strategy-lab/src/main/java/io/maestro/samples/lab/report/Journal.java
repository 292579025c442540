package io.maestro.samples.lab.report;

import java.util.List;

/**
 * What the store has of the lab's runs, for programs.
 *
 * @param executions how many steps, rounds and stages were run in this start: none if the whole lab
 *     had ended before
 * @param runs the runs, in the order in which the lab asks for them
 */
public record Journal(int executions, List<RunJournal> runs) {
  /** Copies what it is given. */
  public Journal {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param run its id
   * @param steps its steps, in the order in which they were first recorded
   */
  public record RunJournal(String run, List<Step> steps) {
    /** Copies what it is given. */
    public RunJournal {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One step.
   *
   * @param path its identity
   * @param verb how the code asked for it
   * @param state how far it is
   * @param attempts how many attempts have begun, over all starts; one more for each that a kill
   *     cut off
   * @param executions how often its code ran in this start: 0 if it is read back
   */
  public record Step(String path, String verb, String state, int attempts, int executions) {}
}
