package io.maestro.jdbc.table;

import io.maestro.run.Failure;
import io.maestro.run.Progress;
import io.maestro.run.RunId;
import io.maestro.run.RunStatus;
import io.maestro.store.NewRun;
import io.maestro.store.Standing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a run that no query looks at, as JSON in plain ASCII: any text survives every
 * database's encoding, characters included that a text column refuses.
 */
final class Details {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** What never changes about a run. */
  record Facts(
      Optional<Instant> deadline,
      Map<String, String> tags,
      Map<String, String> context,
      Optional<NewRun.ParentCall> parent) {}

  /** How a run ended, but for its result. */
  record Ending(RunStatus status, Optional<Failure> failure, String reason, boolean compensated) {}

  private Details() {}

  static String write(Facts facts) {
    ObjectNode node = JSON.createObjectNode();
    facts.deadline().ifPresent(deadline -> node.put("deadline", deadline.toString()));
    putAll(node, "tags", facts.tags());
    putAll(node, "context", facts.context());
    facts
        .parent()
        .ifPresent(
            parent ->
                node.putObject("parent")
                    .put("run", parent.run().value())
                    .put("inbox", parent.inbox()));
    return JSON.writeValueAsString(node);
  }

  private static void putAll(ObjectNode node, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode inner = node.putObject(name);
      new TreeMap<>(values).forEach(inner::put);
    }
  }

  static Facts facts(String json) {
    JsonNode node = JSON.readTree(json);
    return new Facts(
        instant(node.get("deadline")),
        all(node.get("tags")),
        all(node.get("context")),
        Optional.ofNullable(node.get("parent"))
            .map(
                parent ->
                    new NewRun.ParentCall(RunId.of(text(parent, "run")), text(parent, "inbox"))));
  }

  private static Map<String, String> all(@Nullable JsonNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    if (node != null) {
      node.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asString()));
    }
    return values;
  }

  static String write(Standing standing) {
    ObjectNode node = JSON.createObjectNode();
    node.put("status", standing.status().name());
    standing.dueAt().ifPresent(due -> node.put("dueAt", due.toString()));
    if (!standing.awaits().isEmpty()) {
      var inboxes = node.putArray("awaits");
      new TreeSet<>(standing.awaits()).forEach(inboxes::add);
    }
    if (!standing.waitingFor().isEmpty()) {
      node.put("waitingFor", standing.waitingFor());
    }
    Progress progress = standing.progress();
    node.putObject("progress")
        .put("steps", progress.steps())
        .put("path", progress.path())
        .put("done", progress.done())
        .put("total", progress.total())
        .put("note", progress.note());
    return JSON.writeValueAsString(node);
  }

  static Standing standing(String json) {
    JsonNode node = JSON.readTree(json);
    Set<String> awaits = new TreeSet<>();
    if (node.has("awaits")) {
      node.get("awaits").forEach(inbox -> awaits.add(inbox.asString()));
    }
    JsonNode progress = node.get("progress");
    return new Standing(
        RunStatus.valueOf(text(node, "status")),
        instant(node.get("dueAt")),
        awaits,
        new Progress(
            progress.get("steps").asInt(),
            text(progress, "path"),
            progress.get("done").asLong(),
            progress.get("total").asLong(),
            text(progress, "note")),
        node.has("waitingFor") ? text(node, "waitingFor") : "");
  }

  static String write(Ending ending) {
    ObjectNode node = JSON.createObjectNode();
    node.put("status", ending.status().name());
    ending.failure().ifPresent(failure -> put(node.putObject("failure"), failure));
    node.put("reason", ending.reason());
    node.put("compensated", ending.compensated());
    return JSON.writeValueAsString(node);
  }

  static Ending ending(String json) {
    JsonNode node = JSON.readTree(json);
    return new Ending(
        RunStatus.valueOf(text(node, "status")),
        Optional.ofNullable(node.get("failure")).map(Details::failure),
        text(node, "reason"),
        node.get("compensated").asBoolean());
  }

  static String write(Failure failure) {
    ObjectNode node = JSON.createObjectNode();
    put(node, failure);
    return JSON.writeValueAsString(node);
  }

  static Failure failure(String json) {
    return failure(JSON.readTree(json));
  }

  private static void put(ObjectNode node, Failure failure) {
    node.put("kind", failure.kind().name())
        .put("step", failure.step())
        .put("attempts", failure.attempts())
        .put("type", failure.type())
        .put("message", failure.message());
  }

  private static Failure failure(JsonNode node) {
    return new Failure(
        Failure.Kind.valueOf(text(node, "kind")),
        text(node, "step"),
        node.get("attempts").asInt(),
        text(node, "type"),
        text(node, "message"));
  }

  /** Returns any text as one that every database keeps and compares as it is. */
  static String plain(String text) {
    String quoted = JSON.writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String text(JsonNode node, String name) {
    return node.get(name).asString();
  }

  private static Optional<Instant> instant(@Nullable JsonNode node) {
    return Optional.ofNullable(node).map(text -> Instant.parse(text.asString()));
  }
}
