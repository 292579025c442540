package io.maestro.samples.lab.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of one file, each checked against the header and the row before it. */
final class PriceRows {
  /** Enough for a warm-up, one training span and one test. */
  static final int FEWEST = 1_500;

  private final String file;
  private final Header header;
  private final List<LocalDate> dates = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private long blank;

  PriceRows(String file, Header header) {
    this.file = file;
    this.header = header;
  }

  void add(CsvRecord row) {
    Refusal refusal = new Refusal(file, row.getStartingLineNumber());
    if (row.getFieldCount() == 1 && row.getField(0).isBlank()) {
      blank = blank == 0 ? refusal.line() : blank; // fine at the end of a file, and only there
      return;
    }
    new Refusal(file, blank).unless(blank == 0, "an empty line among the rows");
    checkShape(row, refusal);
    LocalDate date = Cell.date(row.getField(header.date()).strip(), refusal);
    checkOrder(date, refusal);
    values.add(Cell.price(row.getField(header.value()).strip(), header.column(), refusal));
    dates.add(date);
  }

  Prices finish(long lastLine) {
    new Refusal(file, lastLine)
        .unless(
            values.size() >= FEWEST,
            "the file ends after " + values.size() + " rows; at least " + FEWEST + " are needed");
    return new Prices(header.column(), dates, values);
  }

  private void checkShape(CsvRecord row, Refusal refusal) {
    int fields = row.getFieldCount();
    refusal.unless(
        fields == header.width(),
        "a ragged row of " + fields + " fields; the header has " + header.width());
    // an open quote would swallow the rows after it without a word
    refusal.unless(
        row.getFields().stream().noneMatch(f -> f.indexOf('\n') >= 0 || f.indexOf('\r') >= 0),
        "a quoted field that does not end on its line");
  }

  private void checkOrder(LocalDate date, Refusal refusal) {
    if (!dates.isEmpty()) {
      LocalDate before = dates.get(dates.size() - 1);
      refusal.unless(!date.equals(before), "the date " + date + " is repeated");
      refusal.unless(date.isAfter(before), "the date " + date + " goes back behind " + before);
    }
  }
}
