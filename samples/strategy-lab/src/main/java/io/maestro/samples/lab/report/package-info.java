/**
 * What the lab hands out: the result as a record tree, as JSON, as a page and as a few lines of
 * text.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.report;
