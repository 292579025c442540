package io.maestro.samples.lab.kind;

import io.maestro.pipeline.ResearchTask;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Sha256;

/** What the lab asks for: its data, by digest and column, and the seed. */
public final class LabTask {
  private static final String DATA = "data-sha256";
  private static final String COLUMN = "column";
  private static final String SEED = "seed";
  private static final int READABLE = 40;
  private static final int DIGITS = 16;

  private LabTask() {}

  /** The task to develop a rule; all that decides the result is in it, so a name stands for it. */
  public static ResearchTask of(PriceFile file, long seed) {
    return ResearchTask.on("daily " + file.prices().column())
        .with(DATA, file.sha256())
        .with(COLUMN, file.prices().column())
        .with(SEED, Long.toString(seed));
  }

  /** A name for the run of such a task, which no other task has. */
  public static String runName(PriceFile file, long seed) {
    String column = file.prices().column();
    String readable = column.replaceAll("[^A-Za-z0-9._-]", "-");
    String digest = Sha256.of(file.sha256() + "\n" + column + "\n" + seed);
    return "lab/%s/%d/%s"
        .formatted(
            readable.substring(0, Math.min(readable.length(), READABLE)),
            seed,
            digest.substring(0, DIGITS));
  }

  static boolean isAbout(ResearchTask task, PriceFile file) {
    return file.sha256().equals(task.parameters().get(DATA))
        && file.prices().column().equals(task.parameters().get(COLUMN));
  }

  static long seed(ResearchTask task) {
    return Long.parseLong(task.parameters().getOrDefault(SEED, ""));
  }
}
