/**
 * The engine of durable runs.
 *
 * <p>An {@link io.maestro.core.engine.Engine} owns {@code Session}s, one for each run that it holds
 * in memory. A session is made of {@code Strand}s, the parts of a run that go on side by side; each
 * entry of a strand's code is a {@code Pass}, in which {@code FlowScope} answers the verbs from the
 * {@code Journal} or does their work.
 */
@NullMarked
package io.maestro.core.engine;

import org.jspecify.annotations.NullMarked;
