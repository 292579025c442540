package io.maestro.jackson;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.Codec;
import io.maestro.codec.CodecException;
import io.maestro.codec.EncodedPayload;
import io.maestro.codec.TypeToken;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * A codec that writes values as JSON, by their declared types. Immutable, thread-safe.
 *
 * <p>It knows records, enums, sealed types of these, collections, maps, arrays, optionals, text,
 * numbers and {@code java.time}; what else there is, is refused at the first use, with the type and
 * the field named. What is written is what the declared type says: no class name is stored, and
 * nothing that is stored chooses a class.
 *
 * <p>Equal values give equal bytes: components of records are written in their order, sets and maps
 * in the order of their text. Only a type that promises an order keeps it: {@code LinkedHashMap},
 * {@code LinkedHashSet}, and the library's metrics and reports.
 *
 * <p>A record that changes its shape gets a new version and an upcaster, see {@link
 * JacksonCodecBuilder#version(Class, int)}.
 */
public final class JacksonCodec implements Codec {
  private static final String ID = "json";
  private static final JacksonCodec STANDARD = builder().build();

  private final Registry registry;
  private final Shapes shapes;
  private final Json json;
  private final int maxBytes;
  private final int maxDepth;
  private final ConcurrentHashMap<TypeToken<?>, Known> known = new ConcurrentHashMap<>();

  /** What is known of a type that was asked for. */
  private record Known(Link link, Set<String> names, int version) {
    String name() {
      return names.iterator().next();
    }
  }

  JacksonCodec(Registry registry, int maxBytes, int maxDepth) {
    this.registry = registry;
    this.shapes = new Shapes(registry);
    this.json = Json.bounded(maxBytes, maxDepth);
    this.maxBytes = maxBytes;
    this.maxDepth = maxDepth;
  }

  /** Returns the codec to which nothing was said: simple names, each type in its first version. */
  public static JacksonCodec standard() {
    return STANDARD;
  }

  /** Returns a builder for a codec that knows of names, versions and foreign types. */
  public static JacksonCodecBuilder builder() {
    return new JacksonCodecBuilder();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public EncodedPayload encode(Object value, TypeToken<?> type) {
    requireNonNull(value, "value");
    Known declared = known(type);
    Path path = new Path(maxDepth);
    try {
      byte[] bytes = bytes(value, declared.link(), path);
      return new EncodedPayload(ID, declared.name(), declared.version(), bytes);
    } catch (RuntimeException failure) { // Jackson's, or of the host's accessors
      throw failure("can't be written", declared.name(), path, failure);
    }
  }

  private byte[] bytes(Object value, Link link, Path path) {
    BoundedBytes bytes = new BoundedBytes(maxBytes);
    JsonGenerator out = json.factory().createGenerator(ObjectWriteContext.empty(), bytes);
    link.write(value, new Writing(out, path, json));
    out.close();
    return bytes.toBytes();
  }

  @Override
  public <T> T decode(EncodedPayload payload, TypeToken<T> type) {
    Known declared = known(type);
    Path path = new Path(maxDepth);
    try {
      check(payload, declared);
      return type.cast(value(payload, declared.link(), path));
    } catch (RuntimeException failure) { // Jackson's, or of the host's constructors
      throw failure("can't be read as " + declared.name(), payload.toString(), path, failure);
    }
  }

  private void check(EncodedPayload payload, Known declared) {
    if (!payload.codec().equals(ID)) {
      throw new CodecException("it is of another codec", null);
    }
    if (payload.size() > maxBytes) {
      throw new CodecException("it is larger than " + maxBytes + " bytes", null);
    }
    if (!declared.names().contains(payload.type())) {
      throw new CodecException(
          "it was written as another type; if the type was renamed, register its old name with"
              + " formerly",
          null);
    }
    new Versions(declared.version(), Map.of()).checkKnown(declared.name(), payload.version());
  }

  private Object value(EncodedPayload payload, Link link, Path path) {
    try (JsonParser in = json.factory().createParser(ObjectReadContext.empty(), payload.bytes())) {
      Reading reading = new Reading(in, path, json);
      reading.next();
      Object value = link.read(reading);
      if (in.nextToken() != null) {
        throw new CodecException("there is something after the value", null);
      }
      if (value == null) {
        throw new CodecException("it is null", null);
      }
      return value;
    }
  }

  private Known known(TypeToken<?> type) {
    Known before = known.get(type);
    return before != null ? before : known.computeIfAbsent(type, this::look);
  }

  private Known look(TypeToken<?> type) {
    ValueType resolved = Resolution.NONE.resolve(type.type(), type.toString());
    return new Known(
        shapes.link(resolved),
        registry.namesOf(resolved),
        registry.versions(resolved.raw()).current());
  }

  private static CodecException failure(
      String what, String subject, Path path, RuntimeException failure) {
    String place = path.toString();
    return new CodecException(
        "%s %s%s: %s"
            .formatted(subject, what, place.isEmpty() ? "" : ", at " + place, reason(failure)),
        cause(failure));
  }

  /** Says what is wrong without repeating what was stored. */
  private static String reason(RuntimeException failure) {
    if (failure instanceof CodecException || failure instanceof StreamConstraintsException) {
      return String.valueOf(
          failure instanceof JacksonException jackson
              ? jackson.getOriginalMessage()
              : failure.getMessage());
    }
    return failure instanceof JacksonException jackson && jackson.getLocation() != null
        ? "it is no JSON of that type, near byte " + jackson.getLocation().getByteOffset()
        : failure.getClass().getSimpleName();
  }

  private static @Nullable Throwable cause(RuntimeException failure) {
    return failure instanceof CodecException ? failure.getCause() : failure;
  }
}
