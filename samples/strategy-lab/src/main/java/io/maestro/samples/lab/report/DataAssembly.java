package io.maestro.samples.lab.report;

import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.data.Prices;
import io.maestro.samples.lab.fact.DataQuality;
import io.maestro.samples.lab.fact.Drawdown;
import io.maestro.samples.lab.fact.QualityNote;
import io.maestro.samples.lab.fact.YearlyFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the facts about the prices into the form of {@link LabResult}; all of them are finite. */
final class DataAssembly {
  private DataAssembly() {}

  static LabResult.Data of(PriceFile file) {
    Prices prices = file.prices();
    return new LabResult.Data(
        prices.column(),
        prices.size(),
        prices.first(),
        prices.last(),
        file.sha256(),
        rounded(YearlyFigures.averages(prices)),
        rounded(YearlyFigures.returns(prices)),
        drawdown(Drawdown.deepest(prices)),
        DataQuality.of(prices).stream().map(DataAssembly::quality).toList());
  }

  private static LabResult.Drawdown drawdown(Drawdown deepest) {
    return new LabResult.Drawdown(
        deepest.peakDate(), deepest.troughDate(), rounded(deepest.percent()));
  }

  private static LabResult.Quality quality(QualityNote note) {
    return new LabResult.Quality(note.question(), note.count(), note.examples());
  }

  private static SortedMap<Integer, BigDecimal> rounded(SortedMap<Integer, Double> years) {
    SortedMap<Integer, BigDecimal> rounded = new TreeMap<>();
    years.forEach((year, value) -> rounded.put(year, rounded(value)));
    return rounded;
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_UP);
  }
}
