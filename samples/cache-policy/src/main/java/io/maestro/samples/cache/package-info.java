/**
 * Keeps the policy of a service's cache right while its users change their minds; start with {@link
 * io.maestro.samples.cache.CachePolicyMain}. All requests are generated.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.cache;
