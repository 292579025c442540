package io.maestro.optimization;

import java.util.List;

/**
 * The trigger that fires when the circumstances are other than those that the version was made for;
 * made by {@link Trigger#contextChanged}.
 *
 * @param confirmed how many observations in a row must show the same new circumstances, 1 or more
 */
public record ContextTrigger(int confirmed) implements Trigger {
  /** Checks the count. */
  public ContextTrigger {
    if (confirmed < 1) {
      throw new IllegalArgumentException(
          "a change of context is confirmed by 1 observation or more: " + confirmed);
    }
  }

  /**
   * Returns this trigger, firing only when the same new circumstances were observed so often in a
   * row. An observation without circumstances neither counts nor interrupts.
   *
   * @param observations 1 or more
   */
  public ContextTrigger confirmed(int observations) {
    return new ContextTrigger(observations);
  }

  @Override
  public Examined examine(TriggerCase given, TriggerMemory memory) {
    String context = given.observed().context();
    if (context.isEmpty()) {
      return onNothing(given, memory);
    }
    if (given.madeFor().isEmpty()) {
      return found(Finding.State.INCONCLUSIVE, "the version was made for no named context", memory);
    }
    if (context.equals(given.madeFor())) {
      return found(Finding.State.CALM, "still " + given.madeFor(), TriggerMemory.none());
    }
    return changed(context, given.madeFor(), memory);
  }

  private Examined onNothing(TriggerCase given, TriggerMemory memory) {
    String why = given.silence("no context was observed");
    return memory.repeats() >= confirmed && given.isAsBefore()
        ? found(
            Finding.State.FIRED,
            "%s, still %s instead of %s".formatted(why, memory.context(), given.madeFor()),
            memory)
        : found(Finding.State.INCONCLUSIVE, why, memory);
  }

  private Examined changed(String context, String madeFor, TriggerMemory memory) {
    boolean isSame = context.equals(memory.context());
    int repeats = isSame ? Math.min(confirmed, memory.repeats() + 1) : 1;
    return found(
        repeats >= confirmed ? Finding.State.FIRED : Finding.State.BREACHED,
        context + " instead of " + madeFor + confirmation(repeats),
        new TriggerMemory(TriggerMemory.Breach.OVER, List.of(), context, repeats));
  }

  private String confirmation(int repeats) {
    if (confirmed == 1) {
      return "";
    }
    String times = ", observed %d in a row".formatted(repeats);
    return repeats < confirmed ? times + ", %d needed".formatted(confirmed) : times;
  }

  private Examined found(Finding.State state, String detail, TriggerMemory next) {
    return new Examined(new Finding(toString(), state, detail), next);
  }

  /** Returns the trigger in words. */
  @Override
  public String toString() {
    return confirmed == 1
        ? "context changed"
        : "context changed, confirmed " + confirmed + " times";
  }
}
