package io.maestro.testkit.hosts;

import io.maestro.testkit.hosts.Onboarding.Account;
import io.maestro.testkit.hosts.Onboarding.Rating;
import io.maestro.testkit.hosts.Onboarding.Supplier;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/** The world outside, as the onboarding sees it. */
interface Services {
  Rating credit(Supplier supplier) throws IOException;

  CompletionStage<Rating> press(Supplier supplier);

  boolean visit(String site);

  Account open(Supplier supplier, String key) throws IOException;

  void close(Account account);

  void mail(Supplier supplier, String run);

  String sign(Account account, String key) throws IOException;

  void apologize(Supplier supplier, String why);
}
