/**
 * The built-in workflows of a strategy's life, made of nothing but public parts: what they do, a
 * host could do.
 */
@NullMarked
package io.maestro.core.life;

import org.jspecify.annotations.NullMarked;
