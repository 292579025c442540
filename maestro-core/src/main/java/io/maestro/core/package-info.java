/** The engine. */
@NullMarked
package io.maestro.core;

import org.jspecify.annotations.NullMarked;
