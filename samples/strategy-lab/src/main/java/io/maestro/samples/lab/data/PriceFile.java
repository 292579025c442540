package io.maestro.samples.lab.data;

/**
 * A price file that was read and found good.
 *
 * @param prices the chosen column
 * @param sha256 the digest of the file's bytes, in hexadecimal
 */
public record PriceFile(Prices prices, String sha256) {}
