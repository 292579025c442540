package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of all types met so far. Thread-safe. */
final class Shapes {
  /** A type that needs more grows with each look at it: a record of lists of itself, for one. */
  private static final int MOST_AT_ONCE = 1_000;

  private final ConcurrentHashMap<ValueType, Shape> known = new ConcurrentHashMap<>();
  private final ShapeMaker maker;

  Shapes(Registry registry) {
    maker = new ShapeMaker(registry);
  }

  /** Returns the link to a type, with all that it consists of. */
  Link link(ValueType type) {
    Compilation compilation = new Compilation();
    Link link = compilation.link(type, type.toString());
    compilation.finish();
    return link;
  }

  /** Where a type was met. */
  private record Met(ValueType type, String where) {}

  /** One look at a type: makes what is missing, not by recursion, since types may be cyclic. */
  private final class Compilation {
    private final Map<ValueType, Shape> made = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Deque<Met> open = new ArrayDeque<>();

    Link link(ValueType type, String where) {
      Link link = new Link(type);
      links.add(link);
      open.add(new Met(type, where));
      return link;
    }

    void finish() {
      while (!open.isEmpty()) {
        Met met = open.remove();
        if (!known.containsKey(met.type()) && !made.containsKey(met.type())) {
          checkEnds(met.where());
          made.put(met.type(), maker.make(met.type(), met.where(), this::link));
        }
      }
      links.forEach(link -> link.bind(shape(link.type())));
      known.putAll(made);
    }

    private Shape shape(ValueType type) {
      Shape before = known.get(type);
      return before != null ? before : Objects.requireNonNull(made.get(type));
    }

    private void checkEnds(String where) {
      if (made.size() >= MOST_AT_ONCE) {
        throw new CodecException(where + ": its type grows without end", null);
      }
    }
  }
}
