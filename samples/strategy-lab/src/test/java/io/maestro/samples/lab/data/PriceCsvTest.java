package io.maestro.samples.lab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceCsvTest {
  private static final int LINE = 700;

  @TempDir private Path folder;

  @Test
  void read_shippedFile_holdsEveryRowAndItsDigest() {
    PriceFile shipped = PriceCsv.read(PriceSource.shipped(), ColumnChoice.byDefault());

    assertEquals("USD", shipped.prices().column());
    assertEquals(6_184, shipped.prices().size());
    assertEquals(LocalDate.of(1999, 1, 4), shipped.prices().first());
    assertEquals(LocalDate.of(2023, 2, 21), shipped.prices().last());
    assertEquals(1.1789, shipped.prices().value(0));
    assertEquals(
        "c25c1a10686e1b70dc9cdb367c0103a2c08069a903264b298299f63eab4781c2", shipped.sha256());
  }

  @Test
  void read_sameContentTwice_isEqual() throws IOException {
    Path file = write(rows());

    assertEquals(read(file), read(file));
  }

  @Test
  void column_notChosen_isCloseElseTheSecond() throws IOException {
    assertEquals("Close", read(write(rows())).column());
    assertEquals("open", read(write(header("date,open,other"))).column());
    assertEquals("open", read(write(header("DATE,open,other"))).column());
  }

  @Test
  void column_secondIsTheDate_isTheFirst() throws IOException {
    List<String> swapped = new ArrayList<>();
    for (String row : header("date,open,other")) {
      String[] fields = row.split(",", -1);
      swapped.add(fields[1] + "," + fields[0] + "," + fields[2]);
    }

    assertEquals("open", read(write(swapped)).column());
  }

  @Test
  void read_byteOrderMarkCarriageReturnsQuotesAndOddOtherColumns_areTolerated() throws IOException {
    List<String> rows = rows();
    rows.replaceAll(row -> "\"" + row.replace(",", "\",\"") + "\"");
    rows.set(
        LINE - 1,
        rows.get(LINE - 1).replaceFirst("^(\"[^\"]*\"),\"[^\"]*\"", "$1,\"N/A, \"\"x\"\"\""));
    Path file = folder.resolve("odd.csv");
    Files.writeString(file, "\uFEFF" + String.join("\r\n", rows) + "\r\n\r\n");

    assertEquals(read(write(rows())), read(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | holds 'abc', not a number",
        "NaN | holds NaN, not a finite number",
        "-Infinity | holds -Infinity, not a finite number",
        "1e999 | holds '1e999', an infinite number",
        "0 | holds '0', but a price is above zero",
        "-0.0 | holds '-0.0', but a price is above zero",
        "1e-999 | holds '1e-999', but a price is above zero",
        "-1.5 | holds '-1.5', but a price is above zero",
        "'' | holds no value",
        "0x1p3 | holds '0x1p3', not a number",
        "1.5d | holds '1.5d', not a number",
        "1e60 | holds '1e60', beyond the range of 1.0E-50 to 1.0E50"
      })
  void value_unfit_isRefusedWithItsLine(String value, String reason) throws IOException {
    assertRefused(
        edit(row -> row.substring(0, row.lastIndexOf(',') + 1) + value),
        "line 700: column 'Close' " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-02-30 | '2020-02-30' is not a date of the calendar",
        "30.12.2020 | '30.12.2020' is not a date like 2020-12-31",
        "'' | '' is not a date like 2020-12-31",
        "2001-11-28 | the date 2001-11-28 is repeated",
        "2000-01-01 | the date 2000-01-01 goes back behind 2001-11-28"
      })
  void date_unfit_isRefusedWithItsLine(String date, String reason) throws IOException {
    assertRefused(edit(row -> date + row.substring(row.indexOf(','))), "line 700: " + reason);
  }

  @Test
  void row_ragged_isRefused() throws IOException {
    assertRefused(edit(row -> row + ",1"), "line 700: a ragged row of 4 fields; the header has 3");
    assertRefused(
        edit(row -> row.substring(0, row.lastIndexOf(','))),
        "line 700: a ragged row of 2 fields; the header has 3");
    assertRefused(edit(row -> ""), "line 700: an empty line among the rows");
  }

  @Test
  void quote_leftOpenOrFollowedByText_isRefused() throws IOException {
    assertRefused(edit(row -> "\"" + row), "line 700: ");
    assertRefused(edit(row -> row.replaceFirst(",[^,]*,", ",\"open,")), "line 700: ");
    assertRefused(
        edit(row -> row.replaceFirst(",[^,]*,", ",\"a\"b,")),
        "line 700: text after a closing quote");
  }

  @Test
  void header_absentOrIncomplete_isRefused() throws IOException {
    assertRefused(
        rows().subList(1, 1_600), "line 1: no header: the first line already holds values");
    assertRefused(
        header("day,open,Close"),
        "line 1: no header with a column 'date'; the columns are 'day', 'open', 'Close'");
    assertRefused(
        List.of("date", "2020-01-01"),
        "line 1: no column of values beside the dates; the columns are 'date'");
    assertRefused(header("date,Date,Close"), "line 1: the header names column 'date' twice");
    assertRefused(header("date,close,close"), "line 1: the header names column 'close' twice");
  }

  @Test
  void header_endlessName_isRefused() throws IOException {
    assertRefused(
        header("date,open," + "x".repeat(200)).stream()
            .map(row -> row.replaceFirst(",[^,]*,", ","))
            .toList(),
        "line 1: the name of the column has more than 100 characters");
  }

  @Test
  void column_unknown_isRefusedNamingTheKnown() throws IOException {
    Path file = write(rows());

    assertMessage(
        file,
        ColumnChoice.named("GBP"),
        "line 1: no column 'GBP'; the columns are 'date', 'open', 'Close'");
    assertMessage(
        file,
        ColumnChoice.named("date"),
        "line 1: the column of dates can't be the column of values");
  }

  @Test
  void rows_tooFew_areRefused() throws IOException {
    assertRefused(
        rows().subList(0, 1_500),
        "line 1500: the file ends after 1499 rows; at least 1500 are needed");
    assertEquals(1_500, read(write(rows().subList(0, 1_501))).size());
  }

  @Test
  void file_absentFolderOrEmpty_isRefused() throws IOException {
    assertMessage(folder.resolve("none.csv"), ColumnChoice.byDefault(), "no such file");
    assertMessage(folder, ColumnChoice.byDefault(), "is a folder, not a file");
    assertMessage(Files.createFile(folder.resolve("0")), ColumnChoice.byDefault(), "is empty");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x1f8b0800, 0x89504e47, 0x504b0304, 0x7f454c46, 0})
  void file_binary_isRefused(int magic) throws IOException {
    byte[] bytes = new byte[10_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < 4 ? magic >>> (24 - 8 * i) : (i * 7919) >> 3);
    }
    Path file = Files.write(folder.resolve("binary.csv"), bytes);

    assertMessage(file, ColumnChoice.byDefault(), "this is not a CSV file of text");
  }

  @Test
  void message_foreignText_staysOnOneLineAndShort() throws IOException {
    String message =
        refusal(write(edit(row -> row + "\u0007x".repeat(500))), ColumnChoice.byDefault());

    assertTrue(message.chars().noneMatch(Character::isISOControl));
    assertTrue(message.length() < 300 + folder.toString().length());
  }

  @Test
  void file_latin1InAnotherColumn_isRead() throws IOException {
    List<String> rows = edit(row -> row.replaceFirst(",[^,]*,", ",caf\u00e9,"));
    Path file = Files.write(folder.resolve("l1"), rows, StandardCharsets.ISO_8859_1);

    assertEquals(read(write(rows())), read(file));
  }

  private void assertRefused(List<String> rows, String reason) throws IOException {
    assertMessage(write(rows), ColumnChoice.byDefault(), reason);
  }

  private void assertMessage(Path file, ColumnChoice column, String reason) {
    String message = refusal(file, column);
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(reason), message);
    assertEquals(1, message.lines().count());
  }

  private static String refusal(Path file, ColumnChoice column) {
    return String.valueOf(
        assertThrows(BadInputException.class, () -> PriceCsv.read(PriceSource.file(file), column))
            .getMessage());
  }

  private static Prices read(Path file) {
    return PriceCsv.read(PriceSource.file(file), ColumnChoice.byDefault()).prices();
  }

  private Path write(List<String> rows) throws IOException {
    return Files.write(Files.createTempFile(folder, "prices", ".csv"), rows);
  }

  private static List<String> header(String header) {
    List<String> rows = rows();
    rows.set(0, header);
    return rows;
  }

  private static List<String> edit(UnaryOperator<String> change) {
    List<String> rows = rows();
    rows.set(LINE - 1, change.apply(rows.get(LINE - 1)));
    return rows;
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>(List.of("date,open,Close"));
    for (int day = 0; day < 2_000; day++) {
      rows.add(LocalDate.of(2000, 1, 1).plusDays(day) + "," + (100 + day) + "," + (100.5 + day));
    }
    return rows;
  }
}
