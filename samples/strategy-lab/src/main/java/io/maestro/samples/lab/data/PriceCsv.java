package io.maestro.samples.lab.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.Iterator;

/**
 * Reads a price file as a stream: any CSV with a column of ISO dates and a column of prices.
 *
 * <p>Only these two columns must be in order; whatever else a row holds is passed over. No line may
 * be longer than {@value #LONGEST_LINE} characters, and no more than about that is ever in memory.
 */
public final class PriceCsv {
  /** The most characters a line may have. */
  public static final int LONGEST_LINE = 64 * 1024;

  private PriceCsv() {}

  /**
   * Reads all of the source and closes it.
   *
   * @throws BadInputException if anything about it is not as it must be
   */
  public static PriceFile read(PriceSource source, ColumnChoice column) {
    var digest = Sha256.digest();
    try (InputStream bytes = new DigestInputStream(source.open(), digest)) {
      Prices prices = parse(source.name(), text(bytes), column);
      return new PriceFile(prices, Sha256.hex(digest.digest()));
    } catch (IOException | UncheckedIOException broken) {
      throw BadInputException.of(source.name(), "can't be read: " + reason(broken));
    }
  }

  private static Prices parse(String file, Reader text, ColumnChoice column) {
    Iterator<CsvRecord> rows = records(text).iterator();
    long line = 0;
    try {
      if (!rows.hasNext()) {
        throw BadInputException.of(file, "is empty");
      }
      Header header = Header.of(rows.next().getFields(), column, new Refusal(file, ++line));
      PriceRows prices = new PriceRows(file, header);
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        prices.add(row);
        line = row.getStartingLineNumber();
      }
      return prices.finish(line);
    } catch (CsvParseException broken) {
      throw BadInputException.at(file, line + 1, malformed(broken));
    }
  }

  private static CsvReader<CsvRecord> records(Reader text) {
    var bounded =
        CsvRecordHandler.builder().maxFieldSize(LONGEST_LINE).maxRecordSize(LONGEST_LINE).build();
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowExtraFields(true) // both are refused later, with the numbers in the message
        .allowMissingFields(true)
        .maxBufferSize(LONGEST_LINE)
        .build(bounded, text);
  }

  /** Passes over the byte order mark that spreadsheets like to put in front. */
  private static Reader text(InputStream bytes) throws IOException {
    Reader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  /** The parser tells what is wrong in words only; a line without end is what is left. */
  private static String malformed(CsvParseException broken) {
    return String.valueOf(broken.getCause()).contains("closing quote")
        ? "text after a closing quote"
        : "longer than " + LONGEST_LINE + " characters, or of too many fields";
  }

  private static String reason(Exception broken) {
    String message = broken.getMessage();
    return message == null ? broken.getClass().getSimpleName() : Quoted.plain(message);
  }
}
