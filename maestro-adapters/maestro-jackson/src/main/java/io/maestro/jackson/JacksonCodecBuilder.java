package io.maestro.jackson;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects what a codec has to know about types. Not thread-safe; every method but {@link #build()}
 * returns the builder. All mistakes are reported at once, by the build.
 *
 * <pre>{@code
 * JacksonCodec.builder()
 *     .formerly("Sample", Reading.class) // the class was renamed
 *     .version(Reading.class, 2) // and has got a unit
 *     .upcast(Reading.class, 1, old -> old.put("unit", "kWh"))
 *     .build();
 * }</pre>
 */
public final class JacksonCodecBuilder {
  /** The bytes of the largest payload, {@value}, unless the host says otherwise. */
  public static final int DEFAULT_MAX_BYTES = 4 * 1024 * 1024;

  /** The levels of the deepest value, {@value}, unless the host says otherwise. */
  public static final int DEFAULT_MAX_DEPTH = 200;

  private static final int DEEPEST = 1_000; // deeper ones could exhaust a small stack

  private final Names names = new Names();
  private final Map<Class<?>, Integer> versions = new HashMap<>();
  private final Map<Class<?>, Map<Integer, UnaryOperator<ObjectNode>>> upcasts = new HashMap<>();
  private final Map<Class<?>, Form<?, ?>> forms = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private int maxBytes = DEFAULT_MAX_BYTES;
  private int maxDepth = DEFAULT_MAX_DEPTH;

  JacksonCodecBuilder() {}

  /**
   * Gives a class a logical name; by default it is the simple name.
   *
   * @param name 1 to 100 characters of {@code [A-Za-z0-9._-]}
   */
  public JacksonCodecBuilder named(String name, Class<?> type) {
    names.name(requireNonNull(name, "name"), requireNonNull(type, "type"));
    return this;
  }

  /**
   * Says that values of a class may be stored under a name that it had: the line that a rename
   * takes.
   */
  public JacksonCodecBuilder formerly(String oldName, Class<?> type) {
    names.former(requireNonNull(oldName, "oldName"), requireNonNull(type, "type"));
    return this;
  }

  /**
   * Says in which version the shape of a record is; by default in the first. Each older version
   * needs an upcaster. Values of newer versions are refused.
   *
   * @param version 1 or more
   */
  public JacksonCodecBuilder version(Class<? extends Record> type, int version) {
    if (version < 1) {
      mistakes.add("the version of " + type.getSimpleName() + " must be 1 or more: " + version);
    } else if (versions.putIfAbsent(requireNonNull(type, "type"), version) != null) {
      mistakes.add("the version of " + type.getSimpleName() + " is said twice");
    }
    return this;
  }

  /**
   * Says what becomes of a stored value of an older version.
   *
   * @param from the older version; the change makes the next one of it
   * @param change returns the value in the next version, the given tree changed or another one; it
   *     is called from many threads
   */
  public JacksonCodecBuilder upcast(
      Class<? extends Record> type, int from, UnaryOperator<ObjectNode> change) {
    Map<Integer, UnaryOperator<ObjectNode>> ofType =
        upcasts.computeIfAbsent(requireNonNull(type, "type"), first -> new HashMap<>());
    if (ofType.putIfAbsent(from, requireNonNull(change, "change")) != null) {
      mistakes.add(
          "the upcaster of %s from version %d is given twice"
              .formatted(type.getSimpleName(), from));
    }
    return this;
  }

  /**
   * Says what a class that is no record is written as, such as one of another library as a record
   * of its parts.
   *
   * @param form what it is written as
   * @param to makes the form of a value
   * @param from makes a value of its form
   */
  public <T, F> JacksonCodecBuilder writtenAs(
      Class<T> type,
      Class<F> form,
      Function<? super T, ? extends F> to,
      Function<? super F, ? extends T> from) {
    Form<T, F> added =
        new Form<>(
            requireNonNull(type, "type"),
            TypeToken.of(form),
            requireNonNull(to, "to"),
            requireNonNull(from, "from"));
    if (forms.putIfAbsent(type, added) != null) {
      mistakes.add("it is said twice what " + type.getSimpleName() + " is written as");
    }
    if (type.getTypeParameters().length > 0 || type.isPrimitive()) {
      mistakes.add(
          type.getSimpleName() + " can't be written as another class: it is generic or primitive");
    }
    return this;
  }

  /**
   * Sets how many bytes a payload may have, written or read; by default {@value
   * #DEFAULT_MAX_BYTES}.
   */
  public JacksonCodecBuilder maxBytes(int bytes) {
    maxBytes = bytes;
    return this;
  }

  /**
   * Sets how deep a value may be nested, written or read; by default {@value #DEFAULT_MAX_DEPTH}.
   *
   * @param levels 1 to 1,000
   */
  public JacksonCodecBuilder maxDepth(int levels) {
    maxDepth = levels;
    return this;
  }

  /**
   * Returns the codec.
   *
   * @throws IllegalArgumentException with every mistake in what was said
   */
  public JacksonCodec build() {
    List<String> wrong = new ArrayList<>(mistakes);
    wrong.addAll(names.mistakes());
    checkUpcasts(wrong);
    if (maxBytes < 1) {
      wrong.add("maxBytes must be 1 or more: " + maxBytes);
    }
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      wrong.add("maxDepth must be 1 to " + DEEPEST + ": " + maxDepth);
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException("the codec can't be built: " + String.join("; ", wrong));
    }
    return new JacksonCodec(
        new Registry(names.current(), names.former(), versioned(), forms), maxBytes, maxDepth);
  }

  private Map<Class<?>, Versions> versioned() {
    Map<Class<?>, Versions> all = new HashMap<>();
    versions.forEach(
        (type, version) ->
            all.put(type, new Versions(version, upcasts.getOrDefault(type, Map.of()))));
    return all;
  }

  private void checkUpcasts(List<String> wrong) {
    versions.forEach(
        (type, version) -> {
          for (int from = 1; from < version; from++) {
            if (!upcasts.getOrDefault(type, Map.of()).containsKey(from)) {
              wrong.add(
                  "%s is in version %d and has no upcaster from version %d"
                      .formatted(type.getSimpleName(), version, from));
            }
          }
        });
    upcasts.forEach(
        (type, changes) ->
            changes.keySet().stream()
                .filter(from -> from < 1 || from >= versions.getOrDefault(type, 1))
                .forEach(
                    from ->
                        wrong.add(
                            "the upcaster of %s from version %d leads to no version of it"
                                .formatted(type.getSimpleName(), from))));
  }
}
