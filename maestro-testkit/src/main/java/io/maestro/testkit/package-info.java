/** Helps to test what runs on Maestro. */
@NullMarked
package io.maestro.testkit;

import org.jspecify.annotations.NullMarked;
