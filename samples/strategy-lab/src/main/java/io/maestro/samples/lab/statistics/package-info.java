/**
 * The statistics that tell an edge from luck, each from one published paper; plain functions of
 * daily returns.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.statistics;
