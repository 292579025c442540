/**
 * What was learnt about strategies of a kind: evidence for and against, weighed as of a moment.
 *
 * <p>Hosts record a {@link io.maestro.knowledge.Lesson} and ask with a {@link
 * io.maestro.knowledge.KnowledgeQuery}; adapters implement {@link
 * io.maestro.knowledge.KnowledgeStore}.
 */
@NullMarked
package io.maestro.knowledge;

import org.jspecify.annotations.NullMarked;
