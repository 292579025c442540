/**
 * Continuous optimization: the tick's workflow, made of public parts, and the clocks that start its
 * runs.
 *
 * <p>What is decided is decided by pure functions ({@code Judge}, {@code NextMemory}); what is
 * remembered is one document for each loop ({@code LoopDocuments}); nothing is kept on a node but
 * timers.
 */
@NullMarked
package io.maestro.core.optimization;

import org.jspecify.annotations.NullMarked;
