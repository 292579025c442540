package io.maestro.jackson;

import io.maestro.codec.CodecException;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * The versions of one record's shape.
 *
 * @param current the one of this code
 * @param upcasts for each older one, what makes the next of it
 */
record Versions(int current, Map<Integer, UnaryOperator<ObjectNode>> upcasts) {
  static final Versions FIRST = new Versions(1, Map.of());

  Versions {
    upcasts = Map.copyOf(upcasts);
  }

  void checkKnown(String type, int version) {
    if (version > current) {
      throw new CodecException(
          "%s is stored in version %d, newer than version %d of this code; upgrade this node"
              .formatted(type, version, current),
          null);
    }
    if (version < 1) {
      throw new CodecException("a version of " + type + " that never was", null);
    }
  }

  ObjectNode upcast(String type, int from, ObjectNode old) {
    ObjectNode tree = old;
    for (int version = from; version < current; version++) {
      try {
        tree = upcasts.getOrDefault(version, UnaryOperator.identity()).apply(tree);
      } catch (RuntimeException thrown) { // the host's code
        throw new CodecException(
            "the upcaster of %s from version %d failed".formatted(type, version), thrown);
      }
      if (tree == null) {
        throw new CodecException(
            "the upcaster of %s from version %d returned null".formatted(type, version), null);
      }
    }
    return tree;
  }
}
