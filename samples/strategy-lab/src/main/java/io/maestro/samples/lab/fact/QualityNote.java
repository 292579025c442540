package io.maestro.samples.lab.fact;

import java.util.List;

/**
 * The answer to one question about the data's quality.
 *
 * @param question what was looked for
 * @param count how often it was found
 * @param examples the first few, in words
 */
public record QualityNote(String question, int count, List<String> examples) {
  private static final int FEW = 5;

  /** Copies what it is given. */
  public QualityNote {
    examples = List.copyOf(examples);
  }

  static QualityNote of(String question, List<String> found) {
    return new QualityNote(question, found.size(), found.subList(0, Math.min(FEW, found.size())));
  }
}
