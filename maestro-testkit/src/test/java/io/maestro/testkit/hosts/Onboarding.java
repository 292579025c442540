package io.maestro.testkit.hosts;

import io.maestro.flow.Branch;
import io.maestro.flow.FlowContext;
import io.maestro.flow.Retry;
import io.maestro.flow.StepFailedException;
import io.maestro.flow.StepPolicy;
import io.maestro.flow.Workflow;
import io.maestro.message.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a supplier on: an ordinary durable workflow, with everything such a workflow needs. */
final class Onboarding {
  record Supplier(String id, List<String> sites) {}

  record Rating(String source, double value) {}

  record Audit(String site, boolean clean) {}

  record Approval(String by, boolean granted) {}

  record Account(String number) {}

  record Contract(String number, List<Audit> audits, String state) {}

  static final Endpoint<Approval> APPROVAL = Endpoint.of("onboarding.approval", Approval.class);

  private static final StepPolicy PATIENT =
      StepPolicy.retrying(
              Retry.upTo(6)
                  .backoff(Duration.ofMillis(500), Duration.ofMinutes(5))
                  .onlyOn(IOException.class))
          .timeout(Duration.ofSeconds(20));

  final Workflow<String, Audit> audit =
      Workflow.of("site-audit", String.class, Audit.class, this::auditSite);
  final Workflow<Supplier, Contract> onboard =
      Workflow.of("onboard-supplier", Supplier.class, Contract.class, this::onboard);

  private final Services services;

  Onboarding(Services services) {
    this.services = services;
  }

  private Contract onboard(Supplier supplier, FlowContext flow) {
    if (rating(supplier, flow) < 1.0) {
      return new Contract("none", List.of(), "poor ratings");
    }
    List<Audit> audits = new ArrayList<>();
    for (String site : supplier.sites()) {
      audits.add(flow.at("site", site).child("audit", audit, site));
    }
    Account account =
        flow.with(PATIENT)
            .step(
                "open-account",
                Account.class,
                step -> services.open(supplier, step.idempotencyKey()));
    flow.compensation("close-account", step -> services.close(account));

    flow.run("ask-approval", step -> services.mail(supplier, step.runId().value()));
    Optional<Approval> approval = flow.receive("approval", APPROVAL, Duration.ofDays(3));
    if (approval.filter(Approval::granted).isEmpty()) {
      flow.compensate();
      return new Contract("none", audits, refusal(approval));
    }
    flow.sleep("cooling-off", Duration.ofDays(14));
    return new Contract(signed(supplier, account, flow), audits, "signed");
  }

  /** Asks two sources side by side, one of them asynchronous. */
  private double rating(Supplier supplier, FlowContext flow) {
    Branch<Rating> credit =
        flow.fork(
            "credit",
            f -> f.with(PATIENT).step("ask", Rating.class, step -> services.credit(supplier)));
    Branch<Rating> press =
        flow.fork("press", f -> f.await("ask", Rating.class, step -> services.press(supplier)));
    return credit.join().value() + press.join().value();
  }

  private static String refusal(Optional<Approval> approval) {
    return approval.map(refused -> "refused by " + refused.by()).orElse("nobody answered");
  }

  private String signed(Supplier supplier, Account account, FlowContext flow) {
    try {
      return flow.with(PATIENT)
          .step("sign", String.class, step -> services.sign(account, step.idempotencyKey()));
    } catch (StepFailedException unsigned) {
      flow.run("apologize", step -> services.apologize(supplier, unsigned.failure().message()));
      throw unsigned;
    }
  }

  private Audit auditSite(String site, FlowContext flow) {
    boolean clean = flow.step("visit", Boolean.class, step -> services.visit(site));
    return new Audit(site, clean);
  }
}
