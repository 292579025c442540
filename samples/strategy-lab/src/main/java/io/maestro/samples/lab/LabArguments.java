package io.maestro.samples.lab;

import io.maestro.run.Names;
import io.maestro.samples.lab.data.ColumnChoice;
import io.maestro.samples.lab.data.PriceSource;
import io.maestro.store.StateStoreFactory;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the lab was asked to do on its command line. */
public final class LabArguments {
  /** One line on how the lab is called. */
  public static final String USAGE =
      "usage: strategy-lab [--data FILE.csv] [--column NAME] [--out DIR] [--seed N] [--run NAME] [--store STORE]";

  /** Asks for help, whatever else is asked for. */
  public static final String HELP = "--help";

  /** The seed if none is given. */
  public static final long DEFAULT_SEED = 1;

  /** The folder for the output if none is given. */
  public static final String DEFAULT_OUT = "out";

  private static final List<String> OPTIONS =
      List.of("--data", "--column", "--out", "--seed", "--run", "--store");

  private final Map<String, String> given;

  private LabArguments(Map<String, String> given) {
    this.given = given;
    seed(); // a mistake is to be told now, not after minutes of work
    source();
    out();
    run();
    store();
  }

  /**
   * Reads the arguments.
   *
   * @throws UsageException if one is unknown, given twice, or without a fitting value
   */
  public static LabArguments parse(String... arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      String option = arguments[i];
      require(OPTIONS.contains(option), "unknown argument '" + option + "'; " + USAGE);
      boolean valued = i + 1 < arguments.length && !OPTIONS.contains(arguments[i + 1]);
      require(valued && !arguments[i + 1].isBlank(), option + " needs a value; " + USAGE);
      require(given.put(option, arguments[i + 1]) == null, option + " is given twice");
    }
    return new LabArguments(given);
  }

  /** How the lab is called, in a few lines. */
  public static List<String> help() {
    return List.of(
        USAGE,
        "  --data FILE.csv  daily prices, 1500 rows or more; without it, those that come with the lab",
        "  --column NAME    the column of values; without it, 'close' or the second",
        "  --out DIR        the folder for report.html, result.json and journal.json; without it, 'out'",
        "  --seed N         decides what chance decides; without it, 1",
        "  --run NAME       the name of the run; with other input it is refused",
        "  --store STORE    where what is done is kept, so that a lab that was killed goes on with the",
        "                   same command: memory, sqlite:FILE or jdbc:postgresql:...; without it,",
        "                   sqlite:DIR/run.db",
        "  --help           prints this",
        "ends with 0 when the run ended, 2 if the input is at fault, 1 for anything else");
  }

  /** Where the prices come from. */
  public PriceSource source() {
    String file = given.get("--data");
    return file == null ? PriceSource.shipped() : PriceSource.file(path("--data", file));
  }

  /** Which column of them. */
  public ColumnChoice column() {
    String name = given.get("--column");
    return name == null ? ColumnChoice.byDefault() : ColumnChoice.named(name);
  }

  /** The folder for the output. */
  public Path out() {
    return path("--out", given.getOrDefault("--out", DEFAULT_OUT));
  }

  /** The seed of all that chance decides. */
  public long seed() {
    String seed = given.getOrDefault("--seed", Long.toString(DEFAULT_SEED));
    try {
      return Long.parseLong(seed);
    } catch (NumberFormatException malformed) {
      throw new UsageException("--seed needs a whole number, not '" + OneLine.of(seed) + "'");
    }
  }

  /** The name of the run, if it was given one. */
  public Optional<String> run() {
    return Optional.ofNullable(given.get("--run")).map(LabArguments::runName);
  }

  /** Where it keeps what it has done. */
  public StateStoreFactory store() {
    String store = given.get("--store");
    return store == null ? StoreChoice.in(out()) : StoreChoice.parse(store);
  }

  private static String runName(String name) {
    try {
      return Names.check(name, "the name of a run");
    } catch (IllegalArgumentException malformed) {
      throw new UsageException("--run: " + OneLine.of(malformed.getMessage()));
    }
  }

  private static Path path(String option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException malformed) {
      throw new UsageException(option + " needs a path, not '" + OneLine.of(text) + "'");
    }
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new UsageException(OneLine.of(otherwise));
    }
  }
}
