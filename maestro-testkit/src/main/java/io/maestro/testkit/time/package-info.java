/**
 * Virtual time: a thousand days pass in under a second. The only package of the kit with threads.
 */
@NullMarked
package io.maestro.testkit.time;

import org.jspecify.annotations.NullMarked;
