package io.maestro.knowledge;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is kept about one subject, and the rules by which evidence is added and weighed:
 * what a {@link KnowledgeStore} keeps. Immutable.
 *
 * <p>At most {@value #MAX_EVIDENCE} pieces are kept; beyond that the one seen first is dropped and
 * only counted. A query as of a moment before the last dropped piece is answered from what is kept.
 *
 * @param subject what it is about
 * @param evidence what is kept, in the order in which it was seen; copied
 * @param dropped what is not kept any more
 */
public record Dossier(Subject subject, List<Evidence> evidence, Dropped dropped) {
  /** The largest number of pieces of evidence that are kept. */
  public static final int MAX_EVIDENCE = 500;

  /**
   * A count of evidence that is not kept any more.
   *
   * @param supporting how many pieces were in favour
   * @param contradicting how many pieces were against
   * @param lastSeen when the last of them was seen
   * @param lastRecorded when the last of them was recorded
   */
  public record Dropped(int supporting, int contradicting, Instant lastSeen, Instant lastRecorded) {
    static final Dropped NONE = new Dropped(0, 0, Instant.EPOCH, Instant.EPOCH);

    /** Checks the parts. */
    public Dropped {
      requireNonNull(lastSeen, "lastSeen");
      requireNonNull(lastRecorded, "lastRecorded");
      if (supporting < 0 || contradicting < 0) {
        throw new IllegalArgumentException("evidence is counted from 0");
      }
    }

    Dropped with(Evidence piece) {
      boolean inFavour = piece.stance() == Stance.FOR;
      return new Dropped(
          supporting + (inFavour ? 1 : 0),
          contradicting + (inFavour ? 0 : 1),
          later(lastSeen, piece.observedAt()),
          later(lastRecorded, piece.recordedAt()));
    }

    private static Instant later(Instant one, Instant other) {
      return one.isAfter(other) ? one : other;
    }

    boolean isSeenBy(KnowledgeQuery query, Instant now) {
      return query.seesTimes(lastSeen, lastRecorded, now);
    }
  }

  /** Copies the evidence and checks the parts. */
  public Dossier {
    requireNonNull(subject, "subject");
    requireNonNull(dropped, "dropped");
    evidence = List.copyOf(evidence);
    if (evidence.size() > MAX_EVIDENCE) {
      throw new IllegalArgumentException(
          "a dossier keeps at most %d pieces of evidence: %d"
              .formatted(MAX_EVIDENCE, evidence.size()));
    }
  }

  /** Returns the dossier of a subject on which nothing was recorded yet. */
  public static Dossier on(Subject subject) {
    return new Dossier(subject, List.of(), Dropped.NONE);
  }

  /** Returns the evidence with an id, or empty if none is kept. */
  public Optional<Evidence> find(String id) {
    return evidence.stream().filter(kept -> kept.id().equals(id)).findFirst();
  }

  /** Returns this dossier with a piece of evidence, or as it is if one with its id is kept. */
  public Dossier with(Evidence piece) {
    if (find(piece.id()).isPresent()) {
      return this;
    }
    List<Evidence> all = new ArrayList<>(evidence);
    all.add(piece);
    all.sort(Evidence.IN_TIME);
    return all.size() <= MAX_EVIDENCE
        ? new Dossier(subject, all, dropped)
        : new Dossier(subject, all.subList(1, all.size()), dropped.with(all.get(0)));
  }

  /**
   * Returns what is known as of a query's moment, or empty if nothing is.
   *
   * @param now the time of the base's clock, as of which to weigh unless the query says another
   */
  public Optional<Knowledge> weigh(KnowledgeQuery query, Instant now) {
    List<Evidence> seen = evidence.stream().filter(piece -> query.sees(piece, now)).toList();
    return seen.isEmpty() || !query.matches(subject)
        ? Optional.empty()
        : Optional.of(weighed(seen, query, now));
  }

  private Knowledge weighed(List<Evidence> seen, KnowledgeQuery query, Instant now) {
    Dropped gone = dropped.isSeenBy(query, now) ? dropped : Dropped.NONE;
    Instant asOf = query.asOf().orElse(now);
    return new Knowledge(
        subject,
        seen.subList(Math.max(0, seen.size() - Knowledge.MAX_EVIDENCE), seen.size()),
        count(seen, Stance.FOR) + gone.supporting(),
        count(seen, Stance.AGAINST) + gone.contradicting(),
        gone.supporting() + gone.contradicting(),
        weight(seen, Stance.FOR, asOf, query.halfLife()),
        weight(seen, Stance.AGAINST, asOf, query.halfLife()),
        seen.get(0).observedAt(),
        seen.get(seen.size() - 1).observedAt());
  }

  private static int count(List<Evidence> seen, Stance stance) {
    return (int) seen.stream().filter(piece -> piece.stance() == stance).count();
  }

  private static double weight(
      List<Evidence> seen, Stance stance, Instant asOf, Duration halfLife) {
    double sum = 0; // added in the order of time: the same everywhere, to the last digit
    for (Evidence piece : seen) {
      if (piece.stance() == stance) {
        double halves = seconds(Duration.between(piece.observedAt(), asOf)) / seconds(halfLife);
        sum += StrictMath.pow(2, -halves); // Math.pow may differ between JVMs
      }
    }
    return sum;
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }
}
