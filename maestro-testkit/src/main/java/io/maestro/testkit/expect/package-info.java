/**
 * What tests expect of runs, decisions, messages, logs and knowledge, said in chains that fail with
 * what was there instead.
 *
 * <p>Begin with {@link io.maestro.testkit.TestHost#expect}, with {@code expect()} of a {@link
 * io.maestro.testkit.RecordingLog} or a {@link io.maestro.testkit.MessageProbe}, or with {@link
 * io.maestro.testkit.KnowledgeFixture#expect}. Each expectation is a plain value that throws {@link
 * AssertionError}; what it is about is a value too, for any other assertion library.
 */
@NullMarked
package io.maestro.testkit.expect;

import org.jspecify.annotations.NullMarked;
