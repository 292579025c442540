package io.maestro.core.message;

import java.util.concurrent.atomic.LongAdder;

/** How many messages went which way. */
final class Counters {
  final LongAdder sent = new LongAdder();
  final LongAdder delivered = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder lateReplies = new LongAdder();
}
