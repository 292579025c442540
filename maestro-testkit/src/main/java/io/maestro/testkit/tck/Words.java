package io.maestro.testkit.tck;

import io.maestro.codec.Codec;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.Payload;
import io.maestro.store.Document;
import io.maestro.store.Letter;
import io.maestro.store.NewRun;
import io.maestro.store.RunEnd;
import io.maestro.store.RunRecord;
import io.maestro.store.StepRecord;
import io.maestro.store.StoreItem;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a store keeps, in words: payloads have no equality of their own, their words have. */
final class Words {
  private static final int SHOWN = 60;

  private Words() {}

  /** Returns the payload of a text, in a codec that no store knows. */
  static Payload text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  static Payload bytes(byte[] content) {
    return Payload.of(new EncodedPayload("tck.codec", "Text", 3, content));
  }

  static String of(Payload payload) {
    EncodedPayload encoded = payload.encoded(Codec.liveObjects());
    byte[] bytes = encoded.bytes();
    String text = new String(bytes, StandardCharsets.UTF_8);
    String content =
        text.length() <= SHOWN
            ? text
            : text.substring(0, SHOWN) + "... of " + bytes.length + " bytes " + encoded.hashCode();
    return encoded.codec().equals("tck.codec")
            && encoded.type().equals("Text")
            && encoded.version() == 3
        ? content
        : encoded.codec() + ":" + encoded.type() + ":" + encoded.version() + ":" + content;
  }

  private static String ofPayload(Optional<Payload> payload) {
    return payload.map(Words::of).orElse("-");
  }

  static String of(Document document) {
    return document.key() + " v" + document.version() + " " + of(document.content());
  }

  static String of(Letter letter) {
    return letter.id() + " in " + letter.inbox() + ": " + of(letter.content());
  }

  static String of(StepRecord step) {
    return String.join(
        " | ",
        step.path(),
        step.verb() + " " + step.state() + " " + step.attempts() + " " + step.round(),
        ofPayload(step.value()),
        step.failure().toString(),
        step.dueAt() + " " + step.recordedAt());
  }

  static List<String> ofSteps(Collection<StepRecord> steps) {
    return steps.stream().map(Words::of).toList();
  }

  static List<String> ofLetters(Collection<Letter> letters) {
    return letters.stream().map(Words::of).toList();
  }

  static String of(RunEnd end) {
    return String.join(
        " | ",
        end.status().name(),
        ofPayload(end.result()),
        end.failure().toString(),
        end.reason(),
        "compensated " + end.compensated());
  }

  /** Everything but who owns it and since when it exists. */
  static String content(RunRecord run) {
    return String.join(
        " | ",
        run.id() + " of " + run.workflow(),
        of(run.input()),
        run.deadline().toString(),
        new TreeMap<>(run.tags()).toString(),
        new TreeMap<>(run.context()).toString(),
        run.parent().map(NewRun.ParentCall::toString).orElse("-"),
        run.standing().status() + " " + run.standing().dueAt(),
        new TreeSet<>(run.standing().awaits()).toString(),
        run.standing().progress().toString(),
        run.standing().waitingFor(),
        run.end().map(Words::of).orElse("-"));
  }

  static String of(RunRecord run) {
    return String.join(
        " | ",
        content(run),
        "created " + run.createdAt() + ", ended " + run.endedAt(),
        "epoch " + run.epoch() + ", owner " + run.owner());
  }

  static String nameOf(StoreItem item) {
    return item instanceof StoreItem.OfDocument document
        ? document.document().key().toString()
        : ((StoreItem.OfRun) item).run().id().value();
  }

  static String of(StoreItem item) {
    if (item instanceof StoreItem.OfDocument document) {
      return of(document.document());
    }
    StoreItem.OfRun run = (StoreItem.OfRun) item;
    return of(run.run()) + " " + ofSteps(run.journal()) + " " + ofLetters(run.letters());
  }

  static List<String> ofItems(Collection<? extends StoreItem> items) {
    return items.stream().map(Words::of).collect(Collectors.toList());
  }
}
