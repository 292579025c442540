/**
 * Typed addresses, and the messages that go to them: to a run's inbox, and between the parts of a
 * host.
 *
 * <p>Start from {@link io.maestro.message.PipelineCommunication} and the three kinds of address:
 * {@link io.maestro.message.Endpoint}, {@link io.maestro.message.Topic} and {@link
 * io.maestro.message.Service}.
 */
@NullMarked
package io.maestro.message;

import org.jspecify.annotations.NullMarked;
