/** What a host may set, and its defaults. */
@NullMarked
package io.maestro.config;

import org.jspecify.annotations.NullMarked;
