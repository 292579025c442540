package com.example.host;

import io.maestro.config.PlaceholderConfig;
import io.maestro.core.PlaceholderEngine;

/** Uses what the library shows. */
public final class Host {
  private Host() {}

  static int mistakes(int limit) {
    return PlaceholderEngine.create().mistakes(new PlaceholderConfig(limit, "host"));
  }
}
