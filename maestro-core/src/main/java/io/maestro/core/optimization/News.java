package io.maestro.core.optimization;

import io.maestro.monitor.MaestroListener;
import io.maestro.optimization.OptimizationDecision;
import io.maestro.optimization.OptimizationResult.End;
import java.util.function.Consumer;

/** Tells listeners what ticks decide. */
record News(Consumer<Consumer<MaestroListener>> listeners) {
  void decided(OptimizationDecision decision) {
    listeners.accept(listener -> listener.optimizationDecided(decision));
    decision
        .result()
        .version()
        .filter(made -> decision.result().end() == End.ACCEPTED)
        .ifPresent(
            chosen ->
                listeners.accept(listener -> listener.versionChosen(decision.judged(), chosen)));
  }
}
