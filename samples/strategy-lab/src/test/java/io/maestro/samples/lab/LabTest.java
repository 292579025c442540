package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.StrategyMaestro;
import io.maestro.core.Maestro;
import io.maestro.jdbc.SqliteStateStore;
import io.maestro.samples.lab.data.ColumnChoice;
import io.maestro.samples.lab.data.PriceCsv;
import io.maestro.samples.lab.data.PriceSource;
import io.maestro.samples.lab.data.Prices;
import io.maestro.store.StateStoreFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lab from its command line to its files. */
final class LabTest {
  private static final Prices GENERATED = GeneratedPrices.noise(3, 1_600);
  private static final String[] IN_MEMORY = {"--store", "memory"};

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void run_shippedData_tellsAllAndGivesWhatPlainCallsGive() throws IOException {
    assertEquals(ExitCode.ENDED, run("--out", at("out")));

    assertEquals(
        List.of("journal.json", "report.html", "result.json", "run.db", "run.db.lock"),
        names(folder.resolve("out")));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("REJECTED: crossover rule "));
    assertTrue(lines(out).size() <= 40, () -> "lines: " + lines(out).size());
    assertTrue(lines(err).size() <= 5, () -> lines(err).toString());
    assertTrue(lines(err).get(0).startsWith("about 20 %: "), () -> lines(err).toString());
    var shipped = PriceCsv.read(PriceSource.shipped(), ColumnChoice.byDefault());
    assertEquals(PlainLab.live(shipped, 1).json(), result("out"));
  }

  @Test
  void result_keys_areTheAgreedOnes() throws IOException {
    runOn(GENERATED, "out");

    JsonNode json = JsonMapper.shared().readTree(result("out"));
    for (String key :
        List.of(
            "/data/rows",
            "/data/first",
            "/data/last",
            "/data/sha256",
            "/data/yearlyAverage/2000",
            "/data/yearlyReturn/2001",
            "/data/maxDrawdown/peakDate",
            "/data/maxDrawdown/troughDate",
            "/data/maxDrawdown/percent",
            "/data/quality",
            "/signals50x200/0/date",
            "/signals50x200/0/kind",
            "/development/outcome",
            "/development/strategy/kind",
            "/development/strategy/version",
            "/development/strategy/parameters",
            "/development/trials",
            "/development/walkForward/folds/0",
            "/development/walkForward/sharpe",
            "/development/walkForward/maxDrawdown",
            "/development/walkForward/benchmark",
            "/development/checks/0/verdict",
            "/development/checks/0/observed",
            "/development/checks/0/threshold",
            "/execution/mode",
            "/execution/outcome",
            "/execution/days",
            "/execution/finalEquity",
            "/execution/maxDrawdown",
            "/execution/alerts",
            "/policies/3/name",
            "/policies/3/optimizations",
            "/policies/3/suppressed",
            "/policies/3/switches",
            "/policies/3/sharpe",
            "/policies/3/maxDrawdown",
            "/knowledge/0/context",
            "/knowledge/0/subject",
            "/knowledge/0/for",
            "/knowledge/0/against",
            "/knowledge/0/confidence",
            "/knowledge/0/standing",
            "/eventLogSha256")) {
      assertFalse(json.at(key).isMissingNode(), key);
    }
    assertTrue(
        json.at("/development/checks")
            .valueStream()
            .map(check -> check.get("id").asString())
            .toList()
            .containsAll(
                List.of(
                    "deflated-sharpe", "overfitting-probability", "look-ahead", "cost-stress")));
  }

  @Test
  void run_twiceWithOtherNames_givesTheSameBytes() throws IOException {
    runOn(GENERATED, "one", IN_MEMORY);
    runOn(GENERATED, "two", "--run", "another/name");

    assertEquals(result("one"), result("two"));
    assertEquals(
        Files.readString(folder.resolve("one/report.html")),
        Files.readString(folder.resolve("two/report.html")));
  }

  @Test
  void run_onceMore_runsNothingAgainAndWritesTheSame() throws IOException {
    runOn(GENERATED, "out");
    String result = result("out");
    Files.delete(folder.resolve("out/result.json"));
    assertTrue(journal("out").at("/executions").asInt() > 400);

    assertEquals(ExitCode.ENDED, runOn(GENERATED, "out"));
    assertEquals(result, result("out"));
    JsonNode journal = journal("out");
    assertEquals(0, journal.at("/executions").asInt());
    assertEquals(5, journal.at("/runs").size());
    assertEquals("DONE", journal.at("/runs/0/steps/0/state").asString());
    assertEquals(1, journal.at("/runs/0/steps/0/attempts").asInt());
  }

  @Test
  void run_storeThatIsInUse_isRefusedByName() throws IOException {
    Files.createDirectories(folder.resolve("db"));
    StateStoreFactory store = SqliteStateStore.at(folder.resolve("db/run.db"));
    try (StrategyMaestro first = Maestro.builder().store(store).start()) {
      assertEquals(0, first.recovery().join().resumed());
      String taken = "sqlite:" + folder.resolve("db/run.db");
      assertEquals(ExitCode.BAD_INPUT, runOn(GENERATED, "out", "--store", taken));
    }
    assertEquals(1, lines(err).size(), () -> lines(err).toString());
    assertTrue(lines(err).get(0).contains("run.db"), () -> lines(err).toString());
  }

  @Test
  void run_serverThatIsNotThere_isToldInOneLineWithoutThePassword() throws IOException {
    String nobody = "jdbc:postgresql://127.0.0.1:1/lab?user=lab&password=hunter2&connectTimeout=1";

    assertEquals(ExitCode.BAD_INPUT, runOn(GENERATED, "out", "--store", nobody));
    assertEquals(1, lines(err).size(), () -> lines(err).toString());
    assertFalse(lines(err).get(0).contains("hunter2"), () -> lines(err).toString());
  }

  @Test
  void run_anotherSeed_changesOnlyWhatChanceDecides() throws IOException {
    runOn(GENERATED, "one", IN_MEMORY);
    runOn(GENERATED, "two", "--seed", "2", "--store", "memory");

    JsonNode one = JsonMapper.shared().readTree(result("one"));
    JsonNode two = JsonMapper.shared().readTree(result("two"));
    assertEquals(one.get("data"), two.get("data"));
    assertEquals(one.get("signals50x200"), two.get("signals50x200"));
    assertEquals(one.get("policies"), two.get("policies"));
    assertEquals(one.get("knowledge"), two.get("knowledge"));
    assertNotEquals(one.get("eventLogSha256"), two.get("eventLogSha256"));
  }

  @Test
  void run_pricesThatNeverMove_endsWithNothingKeptOptimized() throws IOException {
    assertEquals(
        ExitCode.ENDED, runOn(GeneratedPrices.walk("flat", 1_600, day -> 0), "out", IN_MEMORY));

    JsonNode json = JsonMapper.shared().readTree(result("out"));
    assertEquals("Completed", json.at("/execution/outcome").asString());
    assertEquals(4, json.at("/policies").size());
    assertTrue(json.at("/policies/0/sharpe").isNull());
  }

  @Test
  void run_help_tellsTheUsageAndEndsWell() throws IOException {
    assertEquals(ExitCode.ENDED, run("--seed", "--help"));

    assertTrue(lines(out).get(0).startsWith("usage: strategy-lab "));
    assertTrue(lines(out).stream().allMatch(line -> line.length() <= 120));
    assertEquals(List.of(), lines(err));
    assertEquals(List.of(), names(folder));
  }

  @Test
  void run_pricesFromAnotherSource_endsToo() throws IOException {
    Path file = folder.resolve("any.csv");
    Files.write(file, rows());

    assertEquals(ExitCode.ENDED, run("--data", file.toString(), "--out", at("out")));

    JsonNode json = JsonMapper.shared().readTree(result("out"));
    assertEquals("close", json.at("/data/column").asString());
    assertEquals(1_600, json.at("/data/rows").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2000-02-30,1 | '2000-02-30' is not a date",
        "2000-02-29, | column 'close' holds no value",
        "2000-02-29,NaN | column 'close' holds NaN",
        "2000-02-29,1e999 | column 'close' holds '1e999', an infinite number",
        "2000-02-29,0 | column 'close' holds '0'",
        "2000-02-29,-1 | column 'close' holds '-1'",
        "2000-02-29,one | column 'close' holds 'one', not a number",
        "2000-02-29,1,2 | a ragged row",
        "2000-02-25,1 | the date 2000-02-25 is repeated",
        "1999-02-25,1 | the date 1999-02-25 goes back"
      })
  void run_badRow_isToldInOneLineAndLeavesNothing(String row, String reason) throws IOException {
    Path file = folder.resolve("bad.csv");
    List<String> rows = rows();
    assertEquals("2000-02-25", rows.get(40).substring(0, 10));
    rows.set(41, row);
    Files.write(file, rows);

    assertRefused(file + ": line 42: " + reason, "--data", file.toString());
  }

  @Test
  void run_badFile_isToldInOneLineAndLeavesNothing() throws IOException {
    Path file = folder.resolve("bad.csv");

    Files.write(file, rows().subList(0, 1_500));
    assertRefused(file + ": line 1500: the file ends after 1499 rows", "--data", file.toString());
    Files.write(file, rows().subList(1, 1_601));
    assertRefused(file + ": line 1: no header", "--data", file.toString());
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
    assertRefused(file + ": ", "--data", file.toString());
    assertRefused(folder + ": is a folder, not a file", "--data", folder.toString());
  }

  @Test
  void run_otherMistakes_areToldInOneLineAndLeaveNothing() throws IOException {
    assertRefused("--seed is given twice", "--seed", "1", "--seed", "2");
    assertRefused("unknown argument '--fast'", "--fast", "1");
    assertRefused("--run: ", "--run", "a name");
    assertRefused("--store needs memory, sqlite:FILE or ", "--store", "mongodb://host");
    assertRefused("--store: ", "--store", "sqlite::memory:");
    assertRefused("--store: the driver can't read ", "--store", "jdbc:postgresql:///%zz?a=%");
    assertRefused(at("none.csv") + ": ", "--data", at("none.csv"));
    assertRefused("ecb-eurofxref-8.csv: line 1: no column 'XXX'", "--column", "XXX");
  }

  @Test
  void run_outThatIsAFile_isRefusedBeforeTheWork() throws IOException {
    Files.createFile(folder.resolve("out"));

    assertEquals(ExitCode.BAD_INPUT, run("--out", at("out")));
    assertEquals(1, lines(err).size(), () -> lines(err).toString());
  }

  private void assertRefused(String line, String... arguments) throws IOException {
    List<String> before = names(folder);
    err.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--out", at("out")));

    assertEquals(ExitCode.BAD_INPUT, run(all.toArray(String[]::new)));

    assertEquals(1, lines(err).size(), () -> lines(err).toString());
    assertTrue(lines(err).get(0).startsWith(line), () -> lines(err).toString());
    assertEquals(List.of(), lines(out));
    assertEquals(before, names(folder));
  }

  private int runOn(Prices generated, String out, String... more) throws IOException {
    Path file = folder.resolve("generated.csv");
    Files.write(file, rows(generated));
    List<String> all = new ArrayList<>(List.of("--data", file.toString(), "--out", at(out)));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Lab.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private String result(String out) throws IOException {
    return Files.readString(folder.resolve(out).resolve("result.json"));
  }

  private JsonNode journal(String out) throws IOException {
    Path file = folder.resolve(out).resolve("journal.json");
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  private static List<String> rows() {
    return rows(GENERATED);
  }

  static List<String> rows(Prices prices) {
    List<String> rows = new ArrayList<>(List.of("date,close"));
    for (int day = 0; day < prices.size(); day++) {
      rows.add(prices.date(day) + "," + prices.value(day));
    }
    return rows;
  }

  private static List<String> lines(ByteArrayOutputStream text) {
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
