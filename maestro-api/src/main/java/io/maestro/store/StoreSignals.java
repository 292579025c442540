package io.maestro.store;

import io.maestro.run.RunId;

/**
 * What a store tells the engine of events that this maestro did not cause.
 *
 * <p><b>Threading:</b> may be called from any thread, also before the engine has started; cheap.
 * <b>Ordering:</b> a signal says only that a look is worth while: it may come too often, and one
 * that is lost is made up for by the poll ({@link StateStore#pollEvery()}) and the heartbeat.
 */
public interface StoreSignals {
  /** Tells that runs may have become claimable. */
  void newWork();

  /** Tells that a letter has come to a run, which this maestro may own. */
  void newMail(RunId run);
}
