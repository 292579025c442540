package io.maestro.core.optimization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class OptimizationsInWorkTest {
  private static final LoopName A = new LoopName("service", "a");
  private static final LoopName B = new LoopName("service", "b");

  private final OptimizationsInWork inWork = new OptimizationsInWork();

  private int othersOf(LoopName loop) {
    return inWork.decide(loop, 1, others -> others, others -> false);
  }

  @Test
  void release_byAnEarlierTick_leavesThePlaceOfTheLaterOne() {
    inWork.hold(A, 1);
    inWork.hold(A, 2);
    inWork.release(A, 1);

    assertEquals(1, othersOf(B));
    inWork.release(A, 2);
    assertEquals(0, othersOf(B));
  }

  @Test
  void decision_toOptimize_holdsAPlaceUntilItsTickIsOver() {
    inWork.decide(A, 7, others -> others, others -> true);

    assertEquals(1, othersOf(B));
    assertEquals(0, othersOf(A));
    inWork.release(A, 7);
    assertEquals(0, othersOf(B));
  }
}
