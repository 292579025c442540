package io.maestro.testkit.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.run.Run;
import io.maestro.run.RunOptions;
import io.maestro.run.RunOutcome;
import io.maestro.run.RunStatus;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import io.maestro.testkit.hosts.Onboarding.Approval;
import io.maestro.testkit.hosts.Onboarding.Audit;
import io.maestro.testkit.hosts.Onboarding.Contract;
import io.maestro.testkit.hosts.Onboarding.Supplier;
import io.maestro.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host's own workflow, tested as its host would. */
final class OnboardingTest {
  private static final Supplier ACME = new Supplier("acme", List.of("Graz", "Linz"));
  private static final List<Audit> AUDITS =
      List.of(new Audit("Graz", true), new Audit("Linz", true));
  private static final List<String> UNTIL_ASKED =
      List.of("visit Graz", "visit Linz", "open", "mail about onboard/acme");
  private static final String CLOSED = "close account of acme";

  private final ScriptedServices services = new ScriptedServices();
  private final Onboarding onboarding = new Onboarding(services);

  @RegisterExtension
  final MaestroExtension extension =
      MaestroExtension.with(
          builder -> builder.register(onboarding.audit).register(onboarding.onboard));

  private Run<Contract> run;

  @BeforeEach
  void start(StrategyMaestro maestro, VirtualTime time) {
    run =
        maestro.start(
            onboarding.onboard,
            ACME,
            RunOptions.named("onboard/acme").deadline(Duration.ofDays(60)));
    time.runUntilIdle();
  }

  @Test
  void onboarding_approved_isSignedAfterTwoWeeks(TestHost host, VirtualTime time) {
    host.get(run.send(Onboarding.APPROVAL, new Approval("jane", true)));

    assertEquals(new Contract("contract 1", AUDITS, "signed"), host.get(run.result()));
    assertEquals(VirtualTime.DEFAULT_START.plus(Duration.ofDays(14)), time.now());
    assertEquals(with(UNTIL_ASKED, "sign"), services.calls());
  }

  @Test
  void onboarding_whileItWaitsForAPerson_saysSo(TestHost host) {
    var info = host.get(run.info());

    assertEquals(RunStatus.WAITING, info.status());
    assertTrue(info.waitingFor().contains("onboarding.approval"), info::waitingFor);
    host.leavesRuns();
  }

  @Test
  void onboarding_refused_closesTheAccount(TestHost host) {
    host.get(run.send(Onboarding.APPROVAL, new Approval("joe", false)));

    assertEquals(new Contract("none", AUDITS, "refused by joe"), host.get(run.result()));
    assertEquals(with(UNTIL_ASKED, CLOSED), services.calls());
  }

  @Test
  void onboarding_nobodyAnswersInThreeDays_closesTheAccount(TestHost host, VirtualTime time) {
    assertEquals(new Contract("none", AUDITS, "nobody answered"), host.get(run.result()));
    assertEquals(VirtualTime.DEFAULT_START.plus(Duration.ofDays(3)), time.now());
    assertEquals(with(UNTIL_ASKED, CLOSED), services.calls());
  }

  @Test
  void onboarding_secondPenWorks_isSignedUnderOneKey(TestHost host) {
    services.breakingPens(1);
    host.get(run.send(Onboarding.APPROVAL, new Approval("jane", true)));

    assertEquals("signed", host.get(run.result()).state());
    assertEquals(2, services.keys().size());
    assertEquals(1, Set.copyOf(services.keys()).size());
  }

  @Test
  void onboarding_signingFails_apologizesAndClosesTheAccount(TestHost host) {
    services.breakingPens(6);
    host.get(run.send(Onboarding.APPROVAL, new Approval("jane", true)));

    assertEquals(
        "failed in sign after 6 attempts: the pen is broken", told(host.get(run.outcome())));
    assertEquals(with(UNTIL_ASKED, "apologize: the pen is broken", CLOSED), services.calls());
  }

  @Test
  void onboarding_cancelledWhileCoolingOff_closesTheAccount(TestHost host, VirtualTime time) {
    host.get(run.send(Onboarding.APPROVAL, new Approval("jane", true)));
    time.advance(Duration.ofDays(10));
    host.get(run.cancel("acme was sold"));

    assertEquals("cancelled: acme was sold", told(host.get(run.outcome())));
    assertEquals(with(UNTIL_ASKED, CLOSED), services.calls());
  }

  private static String told(RunOutcome<Contract> outcome) {
    return outcome.fold(
        contract -> contract.number() + " " + contract.state(),
        failure ->
            "failed in %s after %d attempts: %s"
                .formatted(failure.step(), failure.attempts(), failure.message()),
        reason -> "cancelled: " + reason);
  }

  private static List<String> with(List<String> first, String... then) {
    return java.util.stream.Stream.concat(first.stream(), java.util.Arrays.stream(then)).toList();
  }
}
