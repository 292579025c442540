package io.maestro.core.message;

import io.maestro.message.DeadLetter;
import io.maestro.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What messages are made of.
 *
 * @param node the maestro's made-up name
 * @param workers where handlers run
 * @param completions where hosts' futures are completed; takes everything, also after the end
 * @param time the one source of time
 * @param requestTimeout how long a request is waited for that says nothing else
 * @param problems told of what no caller waits for
 * @param deadLetters told of each dead letter, on a worker; empty if nobody listens
 */
public record MessageSetup(
    String node,
    Executor workers,
    Executor completions,
    TimeSource time,
    Duration requestTimeout,
    BiConsumer<String, Throwable> problems,
    Optional<Consumer<DeadLetter>> deadLetters) {}
