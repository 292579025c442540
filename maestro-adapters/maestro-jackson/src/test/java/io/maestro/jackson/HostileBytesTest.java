package io.maestro.jackson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import io.maestro.pipeline.ResearchTask;
import io.maestro.strategy.Development;
import io.maestro.testkit.Proves;
import io.maestro.testkit.SampleStrategy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bytes that nobody should have stored are refused, quickly, and choose nothing. */
final class HostileBytesTest {
  private static final AtomicInteger INITIALIZED = new AtomicInteger();
  private static final long SEED = 20260101;
  private static final int MUTATIONS = 10_000;

  private final JacksonCodec codec = JacksonCodec.standard();

  /** What a payload must never bring to life. */
  static final class Canary {
    static {
      INITIALIZED.incrementAndGet();
    }
  }

  sealed interface Tree {}

  record Node(Optional<Tree> left, List<Tree> more) implements Tree {}

  record Leaf(String text, double weight) implements Tree {}

  private static EncodedPayload payload(String type, String json) {
    return new EncodedPayload("json", type, 1, json.getBytes(StandardCharsets.UTF_8));
  }

  private CodecException refused(TypeToken<?> type, String json) {
    EncodedPayload payload = payload(type.simpleName(), json);
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThrows(CodecException.class, () -> codec.decode(payload, type)));
  }

  @Test
  @Proves("27.7")
  void classNames_inPayloads_initializeNothing() {
    String canary = Canary.class.getName();
    TypeToken<Tree> tree = TypeToken.of(Tree.class);
    for (String json :
        List.of(
            "{\"@class\":\"%s\"}",
            "{\"Leaf\":{\"@class\":\"%s\",\"text\":\"a\",\"weight\":1}}",
            "[\"%s\",{}]",
            "{\"%s\":{}}",
            "{\"@type\":\"%s\",\"text\":\"a\"}",
            "{\"Leaf\":[\"%s\",{\"text\":\"a\",\"weight\":1}]}")) {
      refused(tree, json.formatted(canary));
    }
    Map<String, String> kept = Map.of("@class", canary);
    TypeToken<Map<String, String>> map = new TypeToken<>() {};

    assertEquals(kept, codec.decode(codec.encode(kept, map), map));
    assertEquals(0, INITIALIZED.get());
  }

  @Test
  @Proves("27.7")
  void typeName_ofAClass_choosesNothing() {
    EncodedPayload payload = payload(Canary.class.getName(), "{}");

    assertThrows(CodecException.class, () -> codec.decode(payload, TypeToken.of(Tree.class)));
    assertEquals(0, INITIALIZED.get());
  }

  @Test
  @Proves("27.8")
  void mutatedPayloads_areReadOrRefusedByCodecException() {
    TypeToken<Development<Tree>> type = new TypeToken<>() {};
    Tree tree = new Node(Optional.of(new Leaf("x", 1.5)), List.of(new Leaf("é", -0.0)));
    byte[] valid =
        codec.encode(new Development.Validated<>(SampleStrategy.of(tree).build()), type).bytes();
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = mutated(valid, random);
      long begin = System.nanoTime();
      try {
        codec.decode(new EncodedPayload("json", "Development<Tree>", 1, changed), type);
      } catch (CodecException expected) {
        refused++;
      }
      assertTrue(System.nanoTime() - begin < 2_000_000_000L, "mutation " + i);
    }
    assertTrue(refused > MUTATIONS / 2, refused + " refused");
    assertEquals(0, INITIALIZED.get());
  }

  private static byte[] mutated(byte[] valid, Random random) {
    String tokens = "{}[],:\"\\0123456789eE+-.truefalsn@\u0000\ud83d";
    byte[] changed = valid.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] = (byte) tokens.charAt(random.nextInt(tokens.length()));
        case 2 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
        default -> {
          int from = random.nextInt(changed.length);
          int length = Math.min(random.nextInt(20), changed.length - Math.max(at, from));
          System.arraycopy(valid, Math.min(from, valid.length - length), changed, at, length);
        }
      }
    }
    return changed;
  }

  @Test
  @Proves("27.8")
  void depth_beyondTheBound_isRefusedBothWays() {
    TypeToken<Tree> tree = TypeToken.of(Tree.class);
    int deep = 100_000;

    refused(tree, "[".repeat(deep));
    refused(tree, "{\"Node\":{\"left\":".repeat(deep));
    refused(TypeToken.of(ResearchTask.class), "{\"topic\":".repeat(deep));

    Tree chain = new Leaf("end", 0);
    for (int i = 0; i < deep; i++) {
      chain = new Node(Optional.of(chain), List.of());
    }
    Tree root = chain;
    CodecException failure = assertThrows(CodecException.class, () -> codec.encode(root, tree));
    assertTrue(failure.getMessage().length() < 1_000, failure.getMessage());
  }

  @Test
  @Proves("27.8")
  void nestedSets_ofRecursiveTypes_areRefusedBeyondTheBound() {
    record Nest(Set<Set<String>> inner, Set<Object[]> none) {}
    record Chain(Set<Chain> next) {}
    Chain chain = new Chain(Set.of());
    for (int i = 0; i < 500; i++) {
      chain = new Chain(new java.util.LinkedHashSet<>(List.of(chain)));
    }
    Chain root = chain;

    assertThrows(CodecException.class, () -> codec.encode(root, TypeToken.of(Chain.class)));
    assertThrows(
        CodecException.class,
        () -> codec.encode(new Nest(Set.of(), Set.of()), TypeToken.of(Nest.class)));
  }

  @Test
  @Proves("27.8")
  void size_beyondTheBound_isRefusedBothWays() {
    TypeToken<String> text = TypeToken.of(String.class);
    TypeToken<Map<String, Integer>> map = new TypeToken<>() {};
    String large = "a".repeat(100_000_000);
    StringBuilder keys = new StringBuilder("{");
    for (int i = 0; i < 1_000_000; i++) {
      keys.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":1");
    }

    refused(text, '"' + large + '"');
    refused(map, keys.append('}').toString());
    assertThrows(CodecException.class, () -> codec.encode(large, text));
  }

  @Test
  @Proves("27.8")
  void numbers_beyondTheBound_areRefusedBothWays() {
    BigInteger large = BigInteger.TEN.pow(1_001);

    assertThrows(CodecException.class, () -> codec.encode(large, TypeToken.of(BigInteger.class)));
    refused(TypeToken.of(BigInteger.class), "9".repeat(1_000_000));
    refused(TypeToken.of(BigInteger.class), "1e999999999");
    refused(TypeToken.of(Integer.class), "2147483648");
    refused(TypeToken.of(Double.class), "1e400");
    refused(TypeToken.of(Byte.class), "200");
    refused(TypeToken.of(Integer.class), "1.5");
  }

  @Test
  @Proves("27.6")
  void bytes_thatAreNotExactlyOneValue_areRefused() {
    TypeToken<Leaf> leaf = TypeToken.of(Leaf.class);
    String good = "{\"text\":\"a\",\"weight\":1}";

    assertEquals(new Leaf("a", 1), codec.decode(payload("Leaf", good), leaf));
    for (String bad :
        List.of(
            "",
            "null",
            good + good,
            good + "x",
            "{\"text\":\"a\",\"weight\":1,}",
            "{\"text\":\"a\",\"text\":\"b\",\"weight\":1}",
            "{\"text\":\"a\",\"weight\":1,\"more\":1}",
            "{\"text\":\"a\"}",
            "{\"text\":\"a\",\"weight\":null}",
            "{\"text\":1,\"weight\":1}",
            "{\"text\":\"a\",\"weight\":\"1\"}",
            "{\"text\":\"a\",\"weight\":NaN}",
            "{'text':\"a\",\"weight\":1}",
            good + " // more")) {
      refused(leaf, bad);
    }
    refused(new TypeToken<Map<Integer, Integer>>() {}, "{\"1\":1,\"01\":2}");
    refused(new TypeToken<Set<Integer>>() {}, "[1,1]");
  }

  @Test
  @Proves("16.4")
  void refusals_repeatNothingThatWasStored() {
    for (String json :
        List.of(
            "secret",
            "\"secret\"",
            "{\"secret\":1}",
            "{\"Leaf\":{\"secret\":1}}",
            "{\"Leaf\":{\"text\":secret}}",
            "{\"Leaf\":{\"text\":\"secret\",\"text\":\"secret\"}}")) {
      String message = refused(TypeToken.of(Tree.class), json).getMessage();
      assertFalse(message.contains("secret"), message);
    }
    TypeToken<Map<String, Integer>> map = new TypeToken<>() {};
    String twice = refused(map, "{\"secret\":1,\"secret\":2}").getMessage();
    assertFalse(twice.contains("secret"), twice);
  }
}
