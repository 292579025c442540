package io.maestro.message;

/**
 * How many messages went which way since the maestro was started. A broadcast counts once for each
 * subscriber, and not at all if there is none.
 *
 * <p>While nothing is on its way, {@code sent = delivered + refused + dropped + waiting}, exactly.
 *
 * @param sent messages, broadcasts and questions
 * @param delivered handed over to code, whatever became of them then
 * @param refused not accepted: nobody there, a full queue, a closed maestro
 * @param dropped accepted, or taken without a word, and not handed over: by a queue's overflow
 *     policy, by the end of a subscription, or because the request was over
 * @param waiting accepted and not yet handed over
 * @param failed delivered to code that threw
 * @param lateReplies replies that came after their request was over
 * @param openRequests requests whose end is open
 */
public record MessageCounts(
    long sent,
    long delivered,
    long refused,
    long dropped,
    long waiting,
    long failed,
    long lateReplies,
    long openRequests) {}
