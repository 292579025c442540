/**
 * Values as JSON: {@link io.maestro.jackson.JacksonCodec}.
 *
 * <p>A store that keeps bytes brings it as its default codec. A host builds its own when a type has
 * been renamed or has changed its shape.
 */
@NullMarked
package io.maestro.jackson;

import org.jspecify.annotations.NullMarked;
