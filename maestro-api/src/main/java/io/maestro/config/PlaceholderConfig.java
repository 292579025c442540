package io.maestro.config;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the configuration will be.
 *
 * @param limit at least one
 * @param label may be absent
 */
public record PlaceholderConfig(@Min(1) int limit, @Nullable String label) {}
