package io.maestro.samples.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.GeneratedPrices;
import io.maestro.samples.lab.PlainLab;
import io.maestro.samples.lab.data.ColumnChoice;
import io.maestro.samples.lab.data.PriceCsv;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.PriceSource;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.data.Sha256;
import io.maestro.samples.lab.page.ReportPage;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportTest {
  /**
   * The digest of the result for the shipped data; it changes with the format and the rule only.
   */
  private static final String GOLDEN =
      "add9204f9dc51e6269195c71a762c1db025b22bc560fbb06505c9debdd87bc3d";

  private static final PriceFile USD =
      PriceCsv.read(PriceSource.shipped(), ColumnChoice.named("USD"));
  private static final PlainLab LAB = PlainLab.live(USD, 1);

  @Test
  void json_shippedData_hasTheAgreedKeysAndFigures() {
    JsonNode json = JsonMapper.shared().readTree(LAB.json());

    assertEquals(6184, json.at("/data/rows").asInt());
    assertEquals("1.4708", json.at("/data/yearlyAverage/2008").asString());
    assertEquals("2008-07-15", json.at("/data/maxDrawdown/peakDate").asString());
    assertEquals(5, json.at("/data/quality").size());
    assertEquals("golden", json.at("/signals50x200/0/kind").asString());
    assertEquals("Rejected", json.at("/development/outcome").asString());
    assertEquals("sma-crossover", json.at("/development/strategy/kind").asString());
    assertEquals(1440, json.at("/development/trials").asInt());
    assertEquals(20, json.at("/development/walkForward/folds").size());
    assertFalse(json.at("/development/walkForward/benchmark/sharpe").isMissingNode());
    assertEquals(9, json.at("/development/checks").size());
    assertEquals("Halted", json.at("/execution/outcome").asString());
    assertEquals(821, json.at("/execution/days").asInt());
    assertEquals("[0,19,116,46]", numbers(json, "optimizations"));
    assertEquals("[0,0,0,85]", numbers(json, "suppressed"));
    assertEquals("[0,14,37,22]", numbers(json, "switches"));
    assertEquals(12, json.at("/knowledge").size());
    assertEquals(64, json.at("/eventLogSha256").asString().length());
  }

  private static String numbers(JsonNode json, String name) {
    return json.at("/policies")
        .valueStream()
        .map(policy -> policy.get(name).toString())
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void page_shippedData_tellsTheWholeLife() {
    String page = LAB.page();

    for (String told :
        List.of(
            "The gate closed after 821 of 4976 days",
            "the gate closed on 2006-11-29",
            "Expected, and seen",
            "When to fit a rule anew",
            "46 fitted, 22 of them another rule, 85 suppressed",
            "calm, falling",
            "It led to the same rule and the same verdict.")) {
      assertTrue(page.contains(told), told);
    }
  }

  @Test
  void page_rehearsalThatCompletes_drawsNoClosing() {
    Prices trend = GeneratedPrices.trend(4, 1_600);
    PlainLab lab = PlainLab.live(new PriceFile(trend, "0"), 1);

    assertWellFormed(lab.page());
    assertTrue(lab.page().contains("All 392 days were traded"));
    assertFalse(lab.page().contains("the gate closed on"));
  }

  @Test
  void json_anyJava_isTheSameBytes() {
    assertEquals(GOLDEN, Sha256.of(LAB.json()));
    assertFalse(LAB.json().contains("\r"));
  }

  @Test
  void json_anotherSeed_changesOnlyWhatChanceDecides() {
    JsonNode one = JsonMapper.shared().readTree(LAB.json());
    JsonNode two = JsonMapper.shared().readTree(PlainLab.develop(USD, 2).json());

    assertEquals(one.get("data"), two.get("data"));
    assertEquals(one.get("signals50x200"), two.get("signals50x200"));
    assertNotEquals(one.at("/chance/sharpeLow"), two.at("/chance/sharpeLow"));
    assertNotEquals(one.get("eventLogSha256"), two.get("eventLogSha256"));
  }

  @Test
  void json_pricesThatNeverMove_holdsNullWhereNothingIsKnown() {
    PlainLab flat = PlainLab.develop(GeneratedPrices.walk("GENERATED flat", 1_500, day -> 0));
    JsonNode json = JsonMapper.shared().readTree(flat.json());

    assertEquals("Rejected", json.at("/development/outcome").asString());
    assertTrue(json.at("/development/walkForward/sharpe").isNull());
    assertWellFormed(flat.page());
  }

  @Test
  void page_shippedData_isWellFormedAndNeedsNothingElse() {
    String page = LAB.page();

    assertWellFormed(page);
    assertTrue(page.contains("REJECTED"));
    assertFalse(page.contains("<script") || page.contains("http") || page.contains("url("));
    assertTrue(page.length() < 300_000, "length " + page.length());
  }

  @Test
  void page_markupInTheColumnsName_staysText() {
    Prices prices = GeneratedPrices.noise(1, 1_600);
    Prices named = new Prices("<b onclick='x'>&\"", prices.dates(), prices.values());

    String page = PlainLab.develop(named).page();

    assertFalse(page.contains("<b "));
    assertTrue(page.contains("&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;"));
    assertWellFormed(page);
  }

  @Test
  void page_noCandidate_tellsTheReasonAndTheData() {
    Story story = new Story(USD, 1, Outcome.CONCLUDED, "nobody <knows>", null, null, "0");
    LabResult result = ResultAssembly.of(story);
    String page = ReportPage.of(story, result);

    assertWellFormed(page);
    assertTrue(page.contains("nobody &lt;knows&gt;"));
    assertTrue(ResultJson.write(result).contains("\"outcome\" : \"Concluded\""));
    assertTrue(VerdictText.of(story).toString().contains("nobody"));
  }

  @Test
  void verdict_asText_fitsAScreen() {
    List<String> lines = VerdictText.of(LAB.story());

    assertTrue(lines.size() <= 38, lines::toString); // and two on the files
    assertTrue(lines.get(1).startsWith("REJECTED: crossover rule "));
  }

  @Test
  void eventLog_samePathTwice_isRefused() {
    EventLog log = new EventLog().note("a", "1");

    assertThrows(IllegalArgumentException.class, () -> log.note("a", "2"));
    assertEquals(
        new EventLog().note("b", "2").note("a", "1").sha256(), log.note("b", "2").sha256());
  }

  /** The page is written so that it is XML, too, but for the head's open tags. */
  private static void assertWellFormed(String page) {
    String body = page.substring(page.indexOf("<main>"), page.indexOf("</body>"));
    String xml = body.replace("&nbsp;", " ");
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)));
    } catch (Exception malformed) {
      throw new AssertionError(malformed);
    }
    assertFalse(xml.contains("NaN") || xml.contains("Infinity"), "a figure that is no number");
  }
}
