/** Typed addresses of messages: to a run's inbox now, between pipelines later. */
@NullMarked
package io.maestro.message;

import org.jspecify.annotations.NullMarked;
