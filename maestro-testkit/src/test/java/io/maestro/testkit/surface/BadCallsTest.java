package io.maestro.testkit.surface;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Calls everything that is public, badly. */
final class BadCallsTest {
  private static final int CALLS = 10_000;
  private static final long SEED = Long.getLong("maestro.badCalls.seed", 20_260_101L);

  /** The types that no call reaches, each with the reason. */
  private static final Map<String, String> NOT_REACHED = new TreeMap<>();

  static {
    String hosts = "implemented by hosts; the library has no object of it";
    for (String type :
        List.of(
            "AnalysisPipeline",
            "AsyncServiceCode",
            "AsyncStepCode",
            "BackupSink",
            "BackupStore",
            "CreationPipeline",
            "Drafting",
            "Each.ItemFlow",
            "Each.ItemStep",
            "ExecutionPipeline",
            "ExecutionTask.Reporter",
            "FlowCode",
            "KnowledgeStore",
            "KnowledgeStoreFactory",
            "DoubtCode",
            "LoopCode",
            "Monitoring",
            "MessageHandler",
            "OptimizationPipeline",
            "Permission",
            "Preparation",
            "ReconcileCode",
            "ResearchPipeline",
            "ServiceCode",
            "SimCode",
            "StepAction",
            "StepCode",
            "StoreSignals",
            "StoreTransactions",
            "StoreTransactions.TransactionCode",
            "StoreUnderTest",
            "TransactionCode",
            "TransactionsUnderTest",
            "Workflow.Body")) {
      NOT_REACHED.put(type, hosts);
    }
    NOT_REACHED.put("DurationRange", "an annotation: its methods take nothing");
    NOT_REACHED.put("WitnessFile", "made from a path, and there are no bad paths here");
    NOT_REACHED.put("Proves", "an annotation: its methods take nothing");
  }

  @Test
  void publicSurface_tenThousandBadCalls_throwOnlyWhatIsPromised() {
    System.out.println("bad calls: seed " + SEED);
    List<Member> members = members();
    try (BadCalls calls = new BadCalls(new Random(SEED))) {
      assertTimeoutPreemptively(
          Duration.ofMinutes(2), () -> make(members, calls), () -> "stuck in " + calls.current());

      Set<String> unreached = unreached(members, calls);
      System.out.printf(
          "bad calls: %d calls, %d of %d members reached; not reached:%n",
          calls.made(), calls.reached().size(), members.size());
      unreached.forEach(type -> System.out.println("  " + type + ": " + NOT_REACHED.get(type)));
      assertEquals(Set.of(), calls.broken());
      assertEquals(NOT_REACHED.keySet(), unreached);
    }
  }

  private static void make(List<Member> members, BadCalls calls) {
    while (calls.made() < CALLS) {
      members.forEach(calls::make);
    }
  }

  private static List<Member> members() {
    List<Member> members = new ArrayList<>();
    ExportedTypes.all().forEach(type -> members.addAll(Member.of(type)));
    Collections.shuffle(members, new Random(SEED));
    return members;
  }

  private static Set<String> unreached(List<Member> members, BadCalls calls) {
    return members.stream()
        .filter(member -> !calls.reached().contains(member.toString()))
        .map(Member::typeName)
        .collect(toCollection(TreeSet::new));
  }
}
