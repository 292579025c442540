package io.maestro.samples.lab.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.PlainReplay;
import io.maestro.samples.lab.data.Prices;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplaysTest {
  private static final Prices NOISE = GeneratedPrices.noise(9, 2_400);

  @ParameterizedTest
  @EnumSource
  void replay_anyPolicy_isWhatPlainCallsGive(Policy policy) {
    Replay replayed = Replays.of(policy, NOISE);

    Replay plain = PlainReplay.of(policy, NOISE);
    assertEquals(plain.current(), replayed.current());
    assertEquals(withoutWords(plain), withoutWords(replayed));
    assertEquals(plain.ticks(), replayed.ticks());
    assertEquals(plain.trades(), replayed.trades());
    assertEquals(NOISE.size() - 1_208, replayed.trades().size());
  }

  @Test
  void replay_lastingChange_isSuppressedByItsCoolDownAlone() {
    Replay replayed = Replays.of(Policy.CONFIRMED_CHANGE, NOISE);

    List<String> whys =
        replayed.turns().stream()
            .filter(turn -> turn.kind() == Turn.Kind.SUPPRESSED)
            .map(Turn::why)
            .toList();
    assertTrue(replayed.suppressed() > 0);
    assertEquals(replayed.suppressed(), whys.size());
    assertTrue(whys.stream().allMatch(why -> why.startsWith("SUPPRESSED by COOL_DOWN")));
  }

  @Test
  void replay_rawChanges_fitsMoreOftenThanLastingOnes() {
    int raw = PlainReplay.of(Policy.RAW_CHANGE, NOISE).optimizations();

    assertTrue(raw > PlainReplay.of(Policy.CONFIRMED_CHANGE, NOISE).optimizations());
  }

  @Test
  void replay_withoutTheFuture_decidesTheSame() {
    Replay whole = Replays.of(Policy.RAW_CHANGE, NOISE);

    Replay past = Replays.of(Policy.RAW_CHANGE, NOISE.until(1_900));

    assertEquals(past.current(), whole.current().subList(0, past.current().size()));
    assertEquals(past.turns(), whole.turns().subList(0, past.turns().size()));
  }

  @Test
  void replay_pricesThatNeverMove_tradesNothing() {
    Replay flat = Replays.of(Policy.YEARLY, GeneratedPrices.walk("flat", 1_500, day -> 0));

    assertEquals(0, flat.trades().size());
    assertEquals(0, flat.optimizations());
    assertTrue(Double.isNaN(flat.performance().sharpe()));
  }

  private static List<Turn> withoutWords(Replay replay) {
    return replay.turns().stream()
        .map(turn -> new Turn(turn.on(), turn.kind(), turn.rule(), ""))
        .toList();
  }
}
