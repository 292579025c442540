/**
 * Real JVMs that a test starts, kills, stops and lets go on, and what was seen of them.
 *
 * <p>The one part of the testkit that lives in real time. A test starts with {@link
 * io.maestro.testkit.process.ProcessCluster}; the program that it starts begins with {@link
 * io.maestro.testkit.process.Child}.
 */
@NullMarked
package io.maestro.testkit.process;

import org.jspecify.annotations.NullMarked;
