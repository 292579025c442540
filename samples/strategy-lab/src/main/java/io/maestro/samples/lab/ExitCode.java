package io.maestro.samples.lab;

import io.maestro.run.RunRejectedException;
import io.maestro.samples.lab.data.BadInputException;
import io.maestro.samples.lab.report.Outcome;
import io.maestro.store.StoreException;

/** What the lab tells the shell when it ends. */
public final class ExitCode {
  /** The run ended, whether the rule was accepted or not. */
  public static final int ENDED = 0;

  /** Something else went wrong. */
  public static final int BROKEN = 1;

  /** The input, the arguments or the folder for the output are at fault. */
  public static final int BAD_INPUT = 2;

  private ExitCode() {}

  /** The code for the way a run ended. */
  public static int of(Outcome outcome) {
    return switch (outcome) {
      case VALIDATED, REJECTED, CONCLUDED -> ENDED;
      case FAILED, CANCELLED -> BROKEN;
    };
  }

  /** The code for what was thrown. */
  public static int of(Throwable thrown) {
    return thrown instanceof BadInputException
            || thrown instanceof UsageException
            || thrown instanceof StoreException // at the start: later the runs wait for it
            || isNameTaken(thrown)
        ? BAD_INPUT
        : BROKEN;
  }

  private static boolean isNameTaken(Throwable thrown) {
    return thrown instanceof RunRejectedException refused
        && refused.reason() == RunRejectedException.Reason.NAME_TAKEN;
  }
}
