package io.maestro.testkit.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationDecision.Choice;
import io.maestro.optimization.Suppression;
import java.util.Arrays;
import java.util.List;

/**
 * The decisions of an optimization loop, compared with what a test expects. Each method fails the
 * test, naming what was decided instead and why, or returns this.
 *
 * @param decisions the decisions, from the first
 */
public record DecisionsExpectation(List<OptimizationDecision> decisions) {
  /** Copies the decisions. */
  public DecisionsExpectation {
    decisions = List.copyOf(decisions);
  }

  /** Fails unless exactly this was decided, tick by tick. */
  public DecisionsExpectation choices(Choice... expected) {
    assertSame(List.of(expected), decisions.stream().map(OptimizationDecision::choice).toList());
    return this;
  }

  /** Fails unless the choices other than HOLD are these, in this order. */
  public DecisionsExpectation signs(Choice... expected) {
    assertSame(
        List.of(expected),
        decisions.stream()
            .map(OptimizationDecision::choice)
            .filter(choice -> choice != Choice.HOLD)
            .toList());
    return this;
  }

  /** Compares them as people read them, which is the same: a loop may have ticked for years. */
  private void assertSame(List<Choice> expected, List<Choice> found) {
    assertEquals(Folded.inWords(expected), Folded.inWords(found), this::inWords);
  }

  /** Fails unless a tick was suppressed by exactly these guards. */
  public DecisionsExpectation suppressed(long tick, Suppression.Guard... by) {
    assertEquals(
        Arrays.asList(by),
        at(tick).suppressedBy().stream().map(Suppression::guard).toList(),
        () -> "what suppressed tick " + tick + ": " + at(tick).reason());
    return this;
  }

  /** Fails unless a tick decided this, with a reason in which these words occur. */
  public DecisionsExpectation decided(long tick, Choice choice, String... words) {
    OptimizationDecision found = at(tick);
    assertEquals(choice, found.choice(), () -> "tick " + tick + ": " + found.reason());
    for (String word : words) {
      if (!found.reason().contains(word)) {
        fail("the reason of tick " + tick + " says nothing of '" + word + "': " + found.reason());
      }
    }
    return this;
  }

  /** Returns the decision of a tick; fails if there is none. */
  public OptimizationDecision at(long tick) {
    return decisions.stream()
        .filter(decision -> decision.tick().number() == tick)
        .findFirst()
        .orElseGet(() -> fail("there was no tick " + tick + ": " + inWords()));
  }

  private String inWords() {
    StringBuilder words = new StringBuilder("decided:\n");
    for (Folded<String> part :
        Folded.of(decisions.stream().map(OptimizationDecision::reason).toList())) {
      long first = decisions.get(part.from()).tick().number();
      long last = decisions.get(part.to() - 1).tick().number();
      String ticks = first == last ? "" + first : first + "-" + last;
      words.append("  ").append(ticks).append(' ').append(part.value()).append('\n');
    }
    return words.toString();
  }
}
