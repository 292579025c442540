package io.maestro.testkit.hosts;

import io.maestro.testkit.hosts.Onboarding.Account;
import io.maestro.testkit.hosts.Onboarding.Rating;
import io.maestro.testkit.hosts.Onboarding.Supplier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A world that does as it is told, and writes down what was asked of it. */
final class ScriptedServices implements Services {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile int brokenPens;

  /** Lets so many attempts to sign fail. */
  ScriptedServices breakingPens(int pens) {
    brokenPens = pens;
    return this;
  }

  /** What was asked, in order; the two ratings are asked side by side and left out. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** The idempotency keys that signing was asked with. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public Rating credit(Supplier supplier) {
    return new Rating("credit", 0.7);
  }

  @Override
  public CompletionStage<Rating> press(Supplier supplier) {
    return CompletableFuture.completedFuture(new Rating("press", 0.6));
  }

  @Override
  public boolean visit(String site) {
    calls.add("visit " + site);
    return true;
  }

  @Override
  public Account open(Supplier supplier, String key) {
    calls.add("open");
    return new Account("account of " + supplier.id());
  }

  @Override
  public void close(Account account) {
    calls.add("close " + account.number());
  }

  @Override
  public void mail(Supplier supplier, String run) {
    calls.add("mail about " + run);
  }

  @Override
  public String sign(Account account, String key) throws IOException {
    keys.add(key);
    if (keys.size() <= brokenPens) {
      throw new IOException("the pen is broken");
    }
    calls.add("sign");
    return "contract 1";
  }

  @Override
  public void apologize(Supplier supplier, String why) {
    calls.add("apologize: " + why);
  }
}
