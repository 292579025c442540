/**
 * The lab's kind of strategy: its pipelines and checks, which tell the library what the other parts
 * can do; start with {@link io.maestro.samples.lab.kind.FxLab}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.kind;
