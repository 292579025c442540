package io.maestro.strategy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What research found.
 *
 * @param data the host's payload
 * @param findings what was found, in words
 * @param sources where the data came from
 * @param <R> the type of the host's payload
 */
public record Research<R>(R data, List<String> findings, List<Source> sources)
    implements Decision<Research<R>> {
  /**
   * Where data came from.
   *
   * @param name what it is called, without a path or secret
   * @param sha256 the hash of its bytes in lower-case hexadecimal, or empty if unknown
   * @param items how many items it gave
   */
  public record Source(String name, String sha256, long items) {
    /** Checks the parts. */
    public Source {
      requireNonNull(name, "name");
      requireNonNull(sha256, "sha256");
    }
  }

  /** Copies the lists. */
  public Research {
    requireNonNull(data, "data");
    findings = List.copyOf(findings);
    sources = List.copyOf(sources);
  }

  /** Returns research that consists of its data. */
  public static <R> Research<R> of(R data) {
    return new Research<>(data, List.of(), List.of());
  }

  /** Returns this research with a finding added. */
  public Research<R> finding(String finding) {
    List<String> more = new ArrayList<>(findings);
    more.add(finding);
    return new Research<>(data, more, sources);
  }

  /** Returns this research with a source added. */
  public Research<R> source(Source source) {
    List<Source> more = new ArrayList<>(sources);
    more.add(source);
    return new Research<>(data, findings, more);
  }

  @Override
  public Optional<Research<R>> envelope() {
    return Optional.of(this);
  }

  @Override
  public String reason() {
    return "";
  }
}
