package io.maestro.testkit.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Looks at every word in the sources of the published modules: names, comments and messages. */
class NamingTest {
  /**
   * What a strategy is about is the host's affair. Words that are everyday English or programmers'
   * English too (market, order, position, return, tick, exchange, ticker) are left out.
   */
  private static final Set<String> TRADING =
      Pattern.compile("\\s+")
          .splitAsStream(
              """
              arbitrage backtest backtesting bearish bid bitcoin bond broker brokerage bullish \
              candlestick crypto currencies currency dividend drawdown drawdowns equities equity \
              eur eurusd forex fx nasdaq ohlc ohlcv orderbook pnl portfolio portfolios price \
              prices pricing sharpe slippage sortino stock stocks trade traded trader traders \
              trades trading usd volatility""")
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TRADING_PAIR =
      Pattern.compile("\\b(order[ _-]?books?|stop[ _-]loss|take[ _-]profit|moving[ _-]average)\\b");

  private static final Pattern INNOCENT = Pattern.compile("(?i)trade-?offs?");

  /** A name made of these says nothing; {@code StateManager} is a word of the domain. */
  private static final Pattern EMPTY_NAME = Pattern.compile("(Manager|Utils?|Helper|Impl)$");

  private static final Set<String> DOMAIN_NAMES = Set.of("StateManager");

  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

  @Test
  void noTradingWordStandsOutsideTheSamples() {
    var sources = Published.mainSources();

    assertFalse(sources.isEmpty());
    assertEquals(List.of(), sources.stream().flatMap(file -> tradingIn(file).stream()).toList());
  }

  @Test
  void noNameEndsInAWordThatSaysNothing() {
    Set<String> found = new TreeSet<>();
    for (var source : Published.mainSources()) {
      for (var line : Published.linesWith(TYPE, List.of(source))) {
        var type = TYPE.matcher(line);
        while (type.find()) {
          var name = type.group(1);
          if (EMPTY_NAME.matcher(name).find() && !DOMAIN_NAMES.contains(name)) {
            found.add(line);
          }
        }
      }
    }

    assertEquals(Set.of(), found);
  }

  /** Takes camel case apart, so that {@code tradeSize} is found and {@code stockpile} is not. */
  private static List<String> tradingIn(Path file) {
    return Published.linesWith(WORD, List.of(file)).stream()
        .map(line -> INNOCENT.matcher(line).replaceAll(""))
        .filter(
            line ->
                TRADING_PAIR.matcher(line.toLowerCase(Locale.ROOT)).find()
                    || WORD.matcher(line)
                        .results()
                        .anyMatch(word -> TRADING.contains(word.group().toLowerCase(Locale.ROOT))))
        .toList();
  }
}
