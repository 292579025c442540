package io.maestro.message;

/**
 * What a host does with a message of an endpoint or of a topic.
 *
 * <p><b>Threading:</b> called on a worker, never on the sender's thread, one message at a time; it
 * may block. <b>Ordering:</b> messages of one sender come in the order in which they were sent.
 * <b>Failure:</b> what it throws is reported to {@code MaestroListener.problem} and makes the
 * message a dead letter; the next message and other subscribers are not concerned.
 * <b>Lifecycle:</b> called until its {@link Subscription} or its maestro is closed; it may close
 * its own subscription. When the maestro is closed it is interrupted.
 *
 * @param <M> the type of the messages
 */
@FunctionalInterface
public interface MessageHandler<M> {
  /**
   * Handles one message.
   *
   * @throws Exception if it can't; see <b>Failure</b>
   */
  void handle(M message, Envelope envelope) throws Exception;
}
