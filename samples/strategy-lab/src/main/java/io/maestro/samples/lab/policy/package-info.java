/**
 * The loop that keeps a rule optimized, replayed over the past under several policies; start with
 * {@link io.maestro.samples.lab.policy.Policy}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.policy;
