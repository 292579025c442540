package io.maestro.message;

/**
 * What a host answers to a question.
 *
 * <p><b>Threading:</b> called on a worker, never on the requester's thread, one question at a time;
 * it may block. <b>Ordering:</b> questions of one requester come in the order in which they were
 * sent. <b>Failure:</b> what it throws, or a null reply, ends the request with {@link
 * RequestFailedException.Reason#REMOTE_ERROR}, the cause kept, and is reported as well.
 * <b>Lifecycle:</b> called until its {@link Subscription} or its maestro is closed. When the
 * request is over before the code is, its thread is interrupted.
 *
 * @param <Q> the type of the questions
 * @param <P> the type of the replies
 */
@FunctionalInterface
public interface ServiceCode<Q, P> {
  /**
   * Returns the reply, never null.
   *
   * @throws Exception if there is none; see <b>Failure</b>
   */
  P reply(Q question, RequestContext request) throws Exception;
}
