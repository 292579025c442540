package com.example.host.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.host.Campaigns;
import com.example.host.Campaigns.Hour;
import com.example.host.Campaigns.Mailed;
import com.example.host.Campaigns.Openings;
import com.example.host.Campaigns.Readers;
import com.example.host.CountingStore;
import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.execution.Mode;
import io.maestro.kind.StrategyKind;
import io.maestro.pipeline.ResearchTask;
import io.maestro.run.RunOptions;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.TestHost;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Develops with what is published, on a store of the host's own. */
final class CampaignsTest {
  private final AtomicInteger writes = new AtomicInteger();
  private final StrategyKind<Openings, Readers, Hour, Mailed> kind = Campaigns.kind();

  @RegisterExtension
  final MaestroExtension extension =
      MaestroExtension.with(builder -> builder.register(kind).store(CountingStore.factory(writes)));

  @Test
  void development_onTheHostsStore_isValidated(TestHost host, StrategyMaestro maestro) {
    var run = maestro.developStrategy(kind, ResearchTask.on("spring"), RunOptions.named("spring"));

    assertEquals(new Hour(1), host.get(run.result()).strategy().orElseThrow().spec());
    assertTrue(writes.get() > 0);
  }

  @Test
  void execution_ofWhatWasDeveloped_isCompleted(TestHost host, StrategyMaestro maestro) {
    var run = maestro.developStrategy(kind, ResearchTask.on("spring"));
    var hour = host.get(run.result()).strategy().orElseThrow();

    var mailing = maestro.executeStrategy(kind, hour.ref(), Mode.LIVE, RunOptions.named("may"));

    assertEquals("may#execution/mail", host.get(mailing.result()).outcome().orElseThrow().key());
  }

  @Test
  void journal_afterADevelopment_hasEachTrial(TestHost host, StrategyMaestro maestro) {
    var run = maestro.developStrategy(kind, ResearchTask.on("spring"));
    host.get(run.result());

    assertEquals(
        3,
        host.get(maestro.journal(run.id())).stream()
            .filter(step -> step.path().endsWith("/measure"))
            .count());
  }

  @Test
  void modules_onTheModulePath_areNamed() {
    assertEquals(
        List.of(
            "com.example.host",
            "com.example.host.tests",
            "io.maestro.api",
            "io.maestro.core",
            "io.maestro.testkit"),
        Stream.of(
                Campaigns.class,
                CampaignsTest.class,
                StrategyMaestro.class,
                Maestro.class,
                MaestroExtension.class)
            .map(type -> type.getModule().getName())
            .toList());
  }
}
