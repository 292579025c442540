package io.maestro.testkit.values;

import static io.maestro.metric.Threshold.Answer.BROKEN;
import static io.maestro.metric.Threshold.Answer.KEPT;
import static io.maestro.metric.Threshold.Answer.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import io.maestro.codec.TypeToken;
import io.maestro.flow.Workflow;
import io.maestro.metric.Direction;
import io.maestro.metric.MetricKey;
import io.maestro.metric.MetricValue;
import io.maestro.metric.Metrics;
import io.maestro.metric.Threshold;
import io.maestro.run.Failure;
import io.maestro.strategy.Trial;
import io.maestro.testkit.MaestroExtension;
import io.maestro.testkit.Proves;
import io.maestro.testkit.TestHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ValuesTest {
  @RegisterExtension final MaestroExtension extension = new MaestroExtension();
  private static final MetricKey HITS = MetricKey.higherIsBetter("hits", "per day");
  private static final MetricKey ERRORS = MetricKey.lowerIsBetter("errors", "");
  private static final TypeToken<String> TEXT = TypeToken.of(String.class);

  @Test
  @Proves("15.1")
  void value_thatIsNotFinite_isRefused() {
    for (double bad : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertThrows(IllegalArgumentException.class, () -> new MetricValue(bad, 1));
      assertThrows(IllegalArgumentException.class, () -> Metrics.of(HITS, bad));
      assertThrows(IllegalArgumentException.class, () -> Threshold.atMost(HITS, bad));
    }
    assertEquals(-0.0, new MetricValue(-0.0, 1).value());
    assertEquals(Double.MAX_VALUE, new MetricValue(Double.MAX_VALUE, 1).value());
  }

  @Test
  @Proves("15.2")
  void metric_hasNameUnitDirectionAndOneSampleOrMore() {
    assertEquals(new MetricKey("hits", "per day", Direction.HIGHER_IS_BETTER), HITS);
    assertThrows(IllegalArgumentException.class, () -> MetricKey.higherIsBetter("", "x"));
    for (long bad : new long[] {0, -1}) {
      assertThrows(IllegalArgumentException.class, () -> Metrics.of(HITS, 1, bad));
    }
    assertEquals(1, Metrics.of(HITS, 1).find(HITS).orElseThrow().samples());
    assertTrue(HITS.isBetter(2, 1) && ERRORS.isBetter(1, 2));
    assertFalse(HITS.isBetter(1, 1) || ERRORS.isBetter(1, 1));
  }

  @Test
  @Proves("15.3")
  void threshold_answersKeptBrokenOrUnknown() {
    Threshold least = Threshold.atLeast(HITS, 5);
    Threshold most = Threshold.atMost(ERRORS, 5);
    double below = Math.nextDown(5.0);
    double above = Math.nextUp(5.0);

    assertEquals(List.of(KEPT, BROKEN), answers(least, HITS, 5, below));
    assertEquals(List.of(KEPT, BROKEN), answers(most, ERRORS, 5, above));
    assertEquals(UNKNOWN, least.test(Metrics.none()));
    assertEquals(UNKNOWN, least.test(Metrics.of(ERRORS, 9)));
    assertEquals(UNKNOWN, least.minSamples(30).test(Metrics.of(HITS, 9, 29)));
    assertEquals(KEPT, least.minSamples(30).test(Metrics.of(HITS, 9, 30)));
  }

  private static List<Threshold.Answer> answers(
      Threshold threshold, MetricKey key, double first, double second) {
    return List.of(threshold.test(Metrics.of(key, first)), threshold.test(Metrics.of(key, second)));
  }

  @Test
  @Proves("15.4")
  void bestTrial_isTheFirstThatNoOtherBeats() {
    List<Trial<String>> trials =
        List.of(
            Trial.failed("failed", new Failure(Failure.Kind.STEP, "s", 1, "X", "x")),
            Trial.of("without", Metrics.of(ERRORS, -99)),
            Trial.of("low", Metrics.of(HITS, 1)),
            Trial.of("first of the best", Metrics.of(HITS, 7).with(ERRORS, 3)),
            Trial.of("equal", Metrics.of(HITS, 7).with(ERRORS, 3)),
            Trial.of("lower", Metrics.of(HITS, 6)));

    assertEquals(Optional.of("first of the best"), Trial.best(trials, HITS).map(Trial::spec));
    assertEquals(Optional.of("without"), Trial.best(trials, ERRORS).map(Trial::spec));
    assertEquals(Optional.empty(), Trial.best(trials, MetricKey.lowerIsBetter("other", "")));
    assertEquals(Optional.empty(), Trial.best(List.<Trial<String>>of(), HITS));
  }

  @Test
  @Proves("15.5")
  void metrics_areImmutableAndKeepTheirOrder() {
    Map<MetricKey, MetricValue> given = new LinkedHashMap<>();
    given.put(HITS, new MetricValue(1, 1));
    given.put(ERRORS, new MetricValue(2, 1));
    Metrics metrics = new Metrics(given);
    given.clear();
    Metrics changed = metrics.with(HITS, 3);

    assertEquals(List.of(HITS, ERRORS), List.copyOf(metrics.values().keySet()));
    assertEquals(List.of(HITS, ERRORS), List.copyOf(changed.values().keySet()));
    assertEquals(1, metrics.value(HITS).orElseThrow());
    assertThrows(UnsupportedOperationException.class, () -> metrics.values().remove(HITS));
  }

  /** Counts what it encodes. */
  private static final class CountingCodec implements Codec {
    private int encoded;

    @Override
    public String id() {
      return "counting";
    }

    @Override
    public EncodedPayload encode(Object value, TypeToken<?> type) {
      encoded++;
      return new EncodedPayload(id(), "text", 3, value.toString().getBytes(UTF_8));
    }

    @Override
    public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
      return type.cast(new String(payload.bytes(), UTF_8));
    }
  }

  @Test
  @Proves("16.1")
  void payload_isLiveUntilBytesAreAskedFor(TestHost host) {
    CountingCodec codec = new CountingCodec();
    String value = String.valueOf(new char[] {'x'});
    Payload payload = Payload.of(value, TEXT);
    assertSame(value, payload.value(TEXT, codec));
    assertEquals(0, codec.encoded);
    assertSame(payload.encoded(codec), payload.encoded(codec));
    assertEquals(1, codec.encoded);
    assertThrows(CodecException.class, () -> Payload.of(value, TEXT).encoded(Codec.liveObjects()));
    var workflow = Workflow.of("same", String.class, String.class, (in, flow) -> in);
    var maestro = host.start(builder -> builder.register(workflow));

    assertSame(value, host.get(maestro.start(workflow, value).result()));
  }

  @Test
  @Proves("16.2")
  void bytes_carryCodecTypeAndVersionAndNoClassName() {
    EncodedPayload bytes =
        Payload.of(HITS, TypeToken.of(MetricKey.class)).encoded(new CountingCodec());

    assertEquals("counting text 3", bytes.codec() + " " + bytes.type() + " " + bytes.version());
    assertEquals("MetricKey", TypeToken.of(MetricKey.class).simpleName());
    assertThrows(
        IllegalArgumentException.class, () -> new EncodedPayload("c", "t", 0, new byte[0]));
  }

  @Test
  @Proves("16.4")
  void payload_inWords_neverTellsItsContent() {
    Payload live = Payload.of("secret", TEXT);
    Payload bytes = Payload.of(live.encoded(new CountingCodec()));

    assertEquals("String", live.toString());
    assertEquals("text v3 in counting, 6 bytes", bytes.toString());
  }

  @Test
  @Proves("16.5")
  void inputs_equalAsObjectsOrInBytes_areTheSame() {
    CountingCodec codec = new CountingCodec();
    Payload live = Payload.of(List.of(1), new TypeToken<List<Integer>>() {});
    Payload equal = Payload.of(List.of(1), new TypeToken<List<Integer>>() {});
    Payload bytes = Payload.of(live.encoded(codec));

    assertTrue(live.sameAs(equal, Codec.liveObjects()));
    assertTrue(equal.sameAs(bytes, codec) && bytes.sameAs(equal, codec));
    assertTrue(bytes.sameAs(Payload.of(live.encoded(codec)), codec));
    Payload other = Payload.of(List.of(2), new TypeToken<List<Integer>>() {});
    assertFalse(live.sameAs(other, codec) || bytes.sameAs(other, codec));
  }
}
