package io.maestro.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How large and how many runs may be (rule 12).
 *
 * @param maxSteps how many steps one run may have recorded at a time
 * @param maxPayloadBytes how many bytes one encoded payload may have
 * @param maxMessageBytes how many bytes one encoded message may have
 * @param maxLiveRuns how many runs one node holds in memory at once
 */
public record RunLimits(
    @Min(10) @Max(1_000_000) int maxSteps,
    @Min(1_024) @Max(1 << 28) int maxPayloadBytes,
    @Min(1_024) @Max(1 << 24) int maxMessageBytes,
    @Min(1) @Max(10_000_000) int maxLiveRuns) {
  /** The number of steps if none is set. */
  public static final int DEFAULT_MAX_STEPS = 10_000;

  /** The size of a payload if none is set: 1 MiB. */
  public static final int DEFAULT_MAX_PAYLOAD_BYTES = 1 << 20;

  /** The size of a message if none is set: 256 KiB. */
  public static final int DEFAULT_MAX_MESSAGE_BYTES = 1 << 18;

  /** The number of live runs if none is set. */
  public static final int DEFAULT_MAX_LIVE_RUNS = 100_000;

  /** Returns the limits if none are set. */
  public static RunLimits defaults() {
    return new RunLimits(
        DEFAULT_MAX_STEPS,
        DEFAULT_MAX_PAYLOAD_BYTES,
        DEFAULT_MAX_MESSAGE_BYTES,
        DEFAULT_MAX_LIVE_RUNS);
  }

  /** Returns these limits with another number of steps. */
  public RunLimits maxSteps(int steps) {
    return new RunLimits(steps, maxPayloadBytes, maxMessageBytes, maxLiveRuns);
  }

  /** Returns these limits with another size of payloads. */
  public RunLimits maxPayloadBytes(int bytes) {
    return new RunLimits(maxSteps, bytes, maxMessageBytes, maxLiveRuns);
  }

  /** Returns these limits with another size of messages. */
  public RunLimits maxMessageBytes(int bytes) {
    return new RunLimits(maxSteps, maxPayloadBytes, bytes, maxLiveRuns);
  }

  /** Returns these limits with another number of live runs. */
  public RunLimits maxLiveRuns(int runs) {
    return new RunLimits(maxSteps, maxPayloadBytes, maxMessageBytes, runs);
  }
}
