package io.maestro.core.knowledge;

import io.maestro.knowledge.Dossier;
import io.maestro.knowledge.Knowledge;
import io.maestro.knowledge.KnowledgeBundle;
import io.maestro.knowledge.KnowledgeQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers the answer to a query, as of one moment however long it takes. One caller at a time. */
final class Answer {
  private final KnowledgeQuery query;
  private final Instant now;
  private final List<Knowledge> found = new ArrayList<>();

  Answer(KnowledgeQuery query, Instant now) {
    this.query = query;
    this.now = now;
  }

  void add(Dossier dossier) {
    dossier.weigh(query, now).ifPresent(found::add);
  }

  KnowledgeBundle bundle() {
    List<Knowledge> all = found.stream().sorted(Knowledge.MOST_TRUSTED_FIRST).toList();
    return new KnowledgeBundle(
        all.subList(0, Math.min(query.limit(), all.size())),
        all.size() > query.limit(),
        query.asOf().orElse(now));
  }
}
