/**
 * The definition of a kind of strategy: its types and its pipelines, in one place.
 *
 * <p>Start from {@link io.maestro.kind.StrategyKind#named(String)}.
 */
@NullMarked
package io.maestro.kind;

import org.jspecify.annotations.NullMarked;
