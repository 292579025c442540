package io.maestro.flow;

import static java.util.Objects.requireNonNull;

import io.maestro.codec.TypeToken;
import io.maestro.run.Names;

/**
 * A named piece of durable code with the types of its input and output.
 *
 * <p>Registered on the builder, started by name of the run; the workflow's name is stored with each
 * run, so a new version of the program finds its code again. Immutable.
 *
 * @param name 1 to 200 characters of {@code [A-Za-z0-9._:/-]}; unique in a maestro
 * @param inputType the type of the input
 * @param outputType the type of the output
 * @param body the durable code
 * @param <I> the type of the input
 * @param <O> the type of the output
 */
public record Workflow<I, O>(
    String name, TypeToken<I> inputType, TypeToken<O> outputType, Body<I, O> body) {

  /**
   * The durable code of a workflow; see the rule in {@link FlowContext}.
   *
   * @param <I> the type of the input
   * @param <O> the type of the output
   */
  @FunctionalInterface
  public interface Body<I, O> {
    /**
     * Runs the workflow; may be entered many times.
     *
     * @return the run's value, never null
     * @throws Exception to fail the run
     */
    O run(I input, FlowContext flow) throws Exception;
  }

  /** Checks the name. */
  public Workflow {
    Names.check(name, "a workflow's name");
    requireNonNull(inputType, "inputType");
    requireNonNull(outputType, "outputType");
    requireNonNull(body, "body");
  }

  /** Returns the workflow of a body whose types have no arguments. */
  public static <I, O> Workflow<I, O> of(
      String name, Class<I> input, Class<O> output, Body<I, O> body) {
    return new Workflow<>(name, TypeToken.of(input), TypeToken.of(output), body);
  }

  /** Returns the workflow of a body. */
  public static <I, O> Workflow<I, O> of(
      String name, TypeToken<I> input, TypeToken<O> output, Body<I, O> body) {
    return new Workflow<>(name, input, output, body);
  }
}
