package io.maestro.testkit.sim;

import io.maestro.store.ClaimedRun;
import io.maestro.store.Claims;

/** Claims whose journals lack their first step. */
final class Emptied {
  private Emptied() {}

  static Claims of(Claims claims) {
    return new Claims(
        claims.runs().stream().map(Emptied::withoutJournal).toList(), claims.nextDueIn());
  }

  private static ClaimedRun withoutJournal(ClaimedRun run) {
    return new ClaimedRun(
        run.lease(),
        run.run(),
        run.journal().subList(Math.min(1, run.journal().size()), run.journal().size()),
        run.letters(),
        run.mailSeen(),
        run.past());
  }
}
