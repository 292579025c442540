package io.maestro.jdbc.postgres;

import io.maestro.jdbc.commit.GroupCommit;
import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.store.RunChanges;
import io.maestro.jdbc.store.Token;
import io.maestro.jdbc.table.Rows;
import io.maestro.jdbc.table.StepBatch;
import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes of runs: steps together, letters together, the rest each in its own transaction. */
record PgChanges(
    Rows rows, PgDesk desk, GroupCommit steps, GroupCommit letters, Token tokens, OwnNodes nodes)
    implements RunChanges {
  /** The largest number of leases that one statement prolongs. */
  private static final int LEASES = 10_000;

  @Override
  public CompletableFuture<Void> write(RunWrite write) {
    if (StepBatch.isFor(write)) {
      return steps.here(new StepWrite(write));
    }
    String token = tokens.next();
    return desk.change(
        new Work<>(
            "a write of run " + write.lease().run(),
            tx -> {
              rows.runs().write(tx, write, token);
              return null;
            }));
  }

  @Override
  public CompletableFuture<Delivery> deliver(RunId to, Letter letter) {
    String token = tokens.next();
    return letters.later(
        new LetterWork(to, letter.id(), tx -> rows.runs().deliver(tx, to, letter, token)));
  }

  @Override
  public CompletableFuture<Claims> claim(ClaimRequest request) {
    nodes.add(request.node());
    String token = tokens.next();
    AtomicInteger attempts = new AtomicInteger();
    return desk.read( // each statement is a transaction of its own
        new Work<>(
            "a claim of runs",
            session ->
                rows.fleet().claim(session, request, token, attempts.getAndIncrement() > 0)));
  }

  @Override
  public CompletableFuture<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return renew(List.copyOf(held), leaseFor, new Renewal(List.of(), List.of()));
  }

  private CompletableFuture<Renewal> renew(List<HeldRun> held, Duration leaseFor, Renewal before) {
    if (held.isEmpty()) {
      return CompletableFuture.completedFuture(before);
    }
    int some = Math.min(LEASES, held.size());
    return desk.read(
            new Work<>(
                "a renewal of leases",
                session -> rows.fleet().renew(session, held.subList(0, some), leaseFor)))
        .thenCompose(
            now -> renew(held.subList(some, held.size()), leaseFor, together(before, now)));
  }

  private static Renewal together(Renewal one, Renewal other) {
    var lost = new ArrayList<>(one.lost());
    lost.addAll(other.lost());
    var mail = new ArrayList<>(one.mail());
    mail.addAll(other.mail());
    return new Renewal(lost, mail);
  }
}
