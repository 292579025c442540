package io.maestro.testkit.tck;

import static io.maestro.store.DocumentStore.ABSENT;
import static io.maestro.testkit.tck.Given.LEASE;
import static io.maestro.testkit.tck.Given.NODE;
import static io.maestro.testkit.tck.Given.OTHER;
import static io.maestro.testkit.tck.Given.end;
import static io.maestro.testkit.tck.Given.newRun;
import static io.maestro.testkit.tck.Given.release;
import static io.maestro.testkit.tck.Given.run;
import static io.maestro.testkit.tck.Given.step;
import static io.maestro.testkit.tck.Stages.get;
import static io.maestro.testkit.tck.Words.bytes;
import static io.maestro.testkit.tck.Words.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.run.Failure;
import io.maestro.run.Progress;
import io.maestro.run.RecordedStep;
import io.maestro.run.RunStatus;
import io.maestro.store.DocumentKey;
import io.maestro.store.Lease;
import io.maestro.store.Letter;
import io.maestro.store.RunEnd;
import io.maestro.store.RunWrite;
import io.maestro.store.Standing;
import io.maestro.store.StepRecord;
import io.maestro.testkit.Proves;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is put in comes out, whatever it is. */
abstract class ValueRules {
  private static final int MEBIBYTE = 1 << 20;
  private static final String ODD = "ä€𝄞'\"\\%_;--\r\n\t\u2028 end ";
  private static final List<Instant> INSTANTS =
      List.of(
          Instant.parse("2026-01-01T00:00:00.000000001Z"),
          Instant.parse("2026-12-31T23:59:59.999999999Z"),
          Instant.parse("1969-12-31T23:59:59.123456789Z"),
          Instant.parse("2261-01-01T00:00:00.987654321Z"));

  private static byte[] noise(int size) {
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i * 31 + (i >> 8));
    }
    return content;
  }

  /**
   * Payloads of no byte, of one byte of each value, and of 1 MiB come back as they were given.
   *
   * <p>If this fails, look at columns of text where bytes belong, at limits of a column, and at an
   * empty value that is taken for none.
   */
  @Test
  @Proves("17.26")
  void required26_payloads_ofAnySize_comeBackByteForByte(TckStore store) {
    Lease lease = store.owned("run");
    for (int size : new int[] {0, 1, 256, MEBIBYTE}) {
      byte[] content = noise(size);
      DocumentKey key = new DocumentKey("sizes", "of-" + size);
      get(store.documents().write(key, ABSENT, bytes(content)));
      store.write(
          RunWrite.step(lease, new Steps("s" + size).value(Optional.of(bytes(content))).build()));
      get(store.runs().deliver(run("run"), new Letter("l" + size, "in", bytes(content))));

      assertEquals(
          Words.of(bytes(content)),
          Words.of(get(store.documents().read(key)).orElseThrow().content()));
      StepRecord last = last(get(store.runs().journal(run("run"))));
      assertEquals(Optional.of(Words.of(bytes(content))), last.value().map(Words::of));
    }
    assertEquals(List.of("l0", "l1", "l256", "l" + MEBIBYTE), store.inbox(lease), "the letters");
  }

  private static StepRecord last(List<StepRecord> steps) {
    return steps.get(steps.size() - 1);
  }

  /**
   * Codec, type and version of a payload are kept, a payload without a value stays one, and a live
   * object comes back by the store's own codec.
   *
   * <p>If this fails, look at whether a payload is decoded and encoded again on its way.
   */
  @Test
  @Proves({"17.26", "16.2"})
  void required26_payloads_keepTheirFormWhateverTheCodec(TckStore store) {
    Payload live = Payload.of("a text", TypeToken.of(String.class));
    List<Payload> payloads = List.of(text("some"), Payload.none(), live);
    for (int i = 0; i < payloads.size(); i++) {
      get(store.documents().write(new DocumentKey("forms", "" + i), ABSENT, payloads.get(i)));
    }
    List<Payload> read =
        get(store.documents().list("forms", Optional.empty(), 10)).items().stream()
            .map(document -> document.content())
            .toList();

    assertEquals("some", Words.of(read.get(0)), "codec tck.codec, type Text, version 3");
    assertTrue(read.get(1).isNone(), "no value stays no value");
    assertEquals(
        "a text", read.get(2).value(TypeToken.of(String.class), store.store().defaultCodec()));
  }

  /**
   * Names are told apart by every character, by upper and lower case too, up to the longest.
   *
   * <p>If this fails, look at collations and at the length of the columns.
   */
  @Test
  @Proves({"17.26", "12.1"})
  void required26_names_areToldApartByEveryCharacter(TckStore store) {
    String longest = "x".repeat(199);
    List<String> names =
        List.of("a", "A", "a.", "a_", "a-", "a:", "a/", "_", longest + "a", longest + "b");
    for (String name : names) {
      assertTrue(get(store.runs().create(newRun(name, Optional.of(NODE)))).isNew(), name);
      assertEquals(
          1, get(store.documents().write(new DocumentKey(name, name), ABSENT, text(name))));
    }

    for (String name : names) {
      assertEquals(name, store.find(name).id().value());
      assertEquals(
          Optional.of(Words.of(text(name))),
          get(store.documents().read(new DocumentKey(name, name)))
              .map(document -> Words.of(document.content())),
          () -> "the document " + name);
    }
  }

  /**
   * Texts of any characters are kept whole: tags and their keys, the context, words of waiting, of
   * failure and of cancellation, ids of letters, and paths.
   *
   * <p>If this fails, look at the encoding of the columns, at statements that are put together from
   * texts, and at lengths: what a run waits for may take 10,000 characters, an id of a letter 500.
   */
  @Test
  @Proves({"17.26", "12.10"})
  void required26_texts_ofAnyCharactersAndLength_areKept(TckStore store) {
    String words = ODD + "w".repeat(10_000);
    Map<String, String> tags = new TreeMap<>();
    IntStream.range(0, 32).forEach(i -> tags.put(ODD + i, ODD + "v".repeat(200) + i));
    var given = new Runs("run").tags(tags).context(Map.of("k " + ODD, ODD)).build();
    Lease lease = Given.leaseOf(get(store.runs().create(given)).run());
    String path = "each[" + ODD + "p".repeat(2_000) + "]/step";
    String id = ODD + "i".repeat(470);
    get(store.runs().deliver(run("run"), new Letter(id, "in", text(words))));
    store.write(
        RunWrite.step(
            lease,
            new Steps(path)
                .state(RecordedStep.State.FAILED)
                .failure(new Failure(Failure.Kind.STEP, path, 3, "Odd" + ODD, words))
                .value(Optional.empty())
                .build()));
    List<StepRecord> journal = get(store.runs().journal(run("run")));
    Standing standing =
        new Standing(
            RunStatus.PAUSED,
            Optional.empty(),
            Set.of("in", "in/b", ODD),
            new Progress(7, path, 1L << 40, 1L << 41, ODD),
            words);
    assertEquals(List.of(id), store.inbox(lease));
    store.write(release(lease, standing));

    assertEquals(tags, store.find("run").tags());
    assertEquals(given.context(), store.find("run").context());
    assertEquals(standing, store.find("run").standing());
    assertEquals(
        new Failure(Failure.Kind.STEP, path, 3, "Odd" + ODD, words),
        journal.get(0).failure().orElseThrow());
    assertEquals(path, journal.get(0).path());
  }

  /**
   * Instants are kept to the nanosecond, before 1970 too.
   *
   * <p>If this fails, look at columns of milliseconds or microseconds, at rounding, and at the sign
   * of the remainder before 1970.
   */
  @Test
  @Proves("17.26")
  void required26_instants_areKeptToTheNanosecond(TckStore store) {
    for (int i = 0; i < INSTANTS.size(); i++) {
      Instant instant = INSTANTS.get(i);
      String id = "run" + i;
      Lease lease =
          Given.leaseOf(get(store.runs().create(new Runs(id).deadline(instant).build())).run());
      StepRecord step = new Steps("s").dueAt(instant).recordedAt(instant.plusNanos(1)).build();
      store.write(RunWrite.step(lease, step));
      store.write(release(lease, Optional.of(instant), Set.of()));

      assertEquals(Optional.of(instant), store.find(id).deadline(), "deadline");
      assertEquals(Optional.of(instant), store.find(id).standing().dueAt(), "dueAt of " + id);
      assertEquals(Words.ofSteps(List.of(step)), Words.ofSteps(get(store.runs().journal(run(id)))));
    }
  }

  /**
   * Times too far away to be counted in nanoseconds are kept, and what is due then never is now.
   *
   * <p>If this fails, look at arithmetic in nanoseconds of a long, which ends in the year 2262.
   */
  @Test
  @Proves("17.26")
  void required26_instants_ofAnotherAge_areKeptAndNotDue(TckStore store) {
    Instant far = Instant.parse("9999-12-31T23:59:59.999999999Z");
    Lease lease =
        Given.leaseOf(get(store.runs().create(new Runs("run").deadline(far).build())).run());
    store.write(release(lease, Optional.of(far), Set.of()));

    assertEquals(Optional.of(far), store.find("run").deadline());
    assertEquals(Optional.of(far), store.find("run").standing().dueAt());
    assertEquals(List.of(), store.claimedIds(OTHER));
  }

  /**
   * Every verb, state, kind of failure, status and end of a run is kept.
   *
   * <p>If this fails, look at how enums are stored, and at fields that only some of them use.
   */
  @Test
  @Proves("17.26")
  void required26_stepsAndEnds_ofEachSort_areKept(TckStore store) {
    Lease lease = store.owned("steps");
    List<StepRecord> steps = new ArrayList<>();
    for (var verb : RecordedStep.Verb.values()) {
      steps.add(
          new Steps(verb.name())
              .verb(verb)
              .state(RecordedStep.State.PENDING)
              .round(9L << 40)
              .build());
    }
    for (var kind : Failure.Kind.values()) {
      Failure failure = new Failure(kind, "f", 2, "X", "");
      steps.add(
          new Steps("failed" + kind)
              .state(RecordedStep.State.FAILED)
              .value(Optional.empty())
              .failure(failure)
              .build());
    }
    steps.forEach(step -> store.write(RunWrite.step(lease, step)));

    assertEquals(Words.ofSteps(steps), Words.ofSteps(get(store.runs().journal(run("steps")))));
    Failure failure = new Failure(Failure.Kind.CHILD, "child", 1, "Y", "why");
    for (RunEnd end :
        List.of(
            new RunEnd(
                RunStatus.SUCCEEDED, Optional.of(Payload.none()), Optional.empty(), "", false),
            new RunEnd(RunStatus.FAILED, Optional.empty(), Optional.of(failure), "", true),
            Given.cancelled("enough " + ODD))) {
      store.write(end(store.owned("end" + end.status()), end));

      assertEquals(
          Optional.of(Words.of(end)), store.find("end" + end.status()).end().map(Words::of));
    }
  }

  /**
   * A journal of 10,000 steps is kept whole and in the order of the first recording.
   *
   * <p>If this fails, look at limits of statements and at what the journal is ordered by.
   */
  @Test
  @Proves({"17.21", "12.4"})
  void required21_journal_ofTenThousandSteps_isWholeAndInOrder(TckStore store) {
    Lease lease = store.owned("run");
    List<StepRecord> steps =
        IntStream.range(0, 10_000).mapToObj(i -> step("s" + (i * 7 % 10_000), "" + i)).toList();
    for (int from = 0; from < steps.size(); from += 1_000) {
      store.write(Given.record(lease, steps.subList(from, from + 1_000)));
    }

    assertEquals(
        steps.stream().map(StepRecord::path).toList(),
        get(store.runs().journal(run("run"))).stream().map(StepRecord::path).toList());
    store.elapse(LEASE);
    assertEquals(10_000, store.claimOne(OTHER).journal().size());
  }
}
