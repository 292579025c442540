/** A command-line lab for trading strategies. */
@NullMarked
package io.maestro.samples.lab;

import org.jspecify.annotations.NullMarked;
