/**
 * The report as one page for people who look rather than read; start with {@link
 * io.maestro.samples.lab.page.ReportPage}.
 */
@org.jspecify.annotations.NullMarked
package io.maestro.samples.lab.page;
