package io.maestro.run;

import java.util.List;

/**
 * A part of a longer, ordered list.
 *
 * @param items the items, in order; copied
 * @param more whether there is more after the last item
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, boolean more) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}
