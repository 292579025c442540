package io.maestro.message;

import java.util.concurrent.CompletionStage;

/**
 * What a host answers to a question, later and without holding a thread.
 *
 * <p><b>Threading:</b> called on a worker, never on the requester's thread, one question at a time;
 * the next one does not wait for the stage. As many stages as the queue's capacity are open at
 * once. <b>Ordering:</b> questions of one requester come in the order in which they were sent;
 * replies in any. <b>Failure:</b> what it throws, a stage that fails, and a null stage or reply end
 * the request with {@link RequestFailedException.Reason#REMOTE_ERROR}, the cause kept.
 * <b>Lifecycle:</b> called until its {@link Subscription} or its maestro is closed. When the
 * request is over before the stage is, the stage is cancelled.
 *
 * @param <Q> the type of the questions
 * @param <P> the type of the replies
 */
@FunctionalInterface
public interface AsyncServiceCode<Q, P> {
  /**
   * Returns the stage of the reply.
   *
   * @throws Exception if there is none; see <b>Failure</b>
   */
  CompletionStage<P> reply(Q question, RequestContext request) throws Exception;
}
