/**
 * What durable code calls: the verbs of {@link io.maestro.flow.FlowContext}, and what a step sees
 * in {@link io.maestro.flow.StepContext}.
 *
 * <p>Durable code reads as plain blocking Java and holds no thread while it waits: a run that must
 * wait is unwound, and its code is entered again from the top when the wait is over, recorded steps
 * answering from the journal. Therefore code between steps must be deterministic, cheap and free of
 * side effects; everything else belongs into a step. A {@code finally} block runs at an unwinding
 * too.
 */
@NullMarked
package io.maestro.flow;

import org.jspecify.annotations.NullMarked;
