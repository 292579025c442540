package io.maestro.jdbc.sqlite;

import io.maestro.jdbc.commit.Work;
import io.maestro.jdbc.store.RunChanges;
import io.maestro.jdbc.store.Token;
import io.maestro.jdbc.table.Rows;
import io.maestro.run.RunId;
import io.maestro.store.ClaimRequest;
import io.maestro.store.Claims;
import io.maestro.store.Delivery;
import io.maestro.store.HeldRun;
import io.maestro.store.Letter;
import io.maestro.store.Renewal;
import io.maestro.store.RunWrite;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Changes of runs, each in its turn. */
record SqliteChanges(Rows rows, SqliteDesk desk, Token tokens) implements RunChanges {
  @Override
  public CompletableFuture<Void> write(RunWrite write) {
    String token = tokens.next();
    return desk.writes()
        .here(
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
    return desk.change(
        new Work<>(
            "the delivery of letter %s to run %s".formatted(letter.id(), to),
            tx -> rows.runs().deliver(tx, to, letter, token)));
  }

  @Override
  public CompletableFuture<Claims> claim(ClaimRequest request) {
    String token = tokens.next();
    return desk.change(
        new Work<>("a claim of runs", tx -> rows.claiming().claim(tx, request, token)));
  }

  @Override
  public CompletableFuture<Renewal> renew(Collection<HeldRun> held, Duration leaseFor) {
    return desk.change(
        new Work<>("a renewal of leases", tx -> rows.runs().renew(tx, held, leaseFor)));
  }
}
