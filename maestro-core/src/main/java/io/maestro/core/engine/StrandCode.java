package io.maestro.core.engine;

/** The code of a strand; entered once per pass. */
@FunctionalInterface
interface StrandCode {
  Object run(Pass pass) throws Exception;
}
