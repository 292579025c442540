package io.maestro.samples.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.maestro.samples.lab.data.BadInputException;
import io.maestro.samples.lab.report.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabArgumentsTest {
  @Test
  void parse_nothing_takesTheDefaults() {
    LabArguments defaults = LabArguments.parse();

    assertEquals("ecb-eurofxref-8.csv", defaults.source().name());
    assertEquals(Path.of("out"), defaults.out());
    assertEquals(1, defaults.seed());
    assertEquals(Optional.empty(), defaults.run());
  }

  @Test
  void parse_everything_isTaken() {
    LabArguments all =
        LabArguments.parse(
            "--run", "r", "--seed", "-7", "--out", "o", "--column", "GBP", "--data", "d.csv");

    assertEquals("d.csv", all.source().name());
    assertEquals(Path.of("o"), all.out());
    assertEquals(-7, all.seed());
    assertEquals(Optional.of("r"), all.run());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seed 1 --seed 1 | --seed is given twice",
        "--verbose 1 | unknown argument '--verbose'",
        "prices.csv | unknown argument 'prices.csv'",
        "--out | --out needs a value",
        "--out --seed 1 | --out needs a value",
        "--seed one | --seed needs a whole number, not 'one'",
        "--store redis: | --store needs memory, sqlite:FILE or jdbc:postgresql:..., not 'redis:'",
        "--seed 1.5 | --seed needs a whole number, not '1.5'",
        "--seed 99999999999999999999 | --seed needs a whole number"
      })
  void parse_mistakes_areNamed(String line, String reason) {
    UsageException refused =
        assertThrows(UsageException.class, () -> LabArguments.parse(line.split(" ")));

    assertTrue(String.valueOf(refused.getMessage()).startsWith(reason), refused.getMessage());
    assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
  }

  @Test
  void parse_emptyValue_isRefused() {
    assertThrows(UsageException.class, () -> LabArguments.parse("--column", " "));
    assertThrows(UsageException.class, () -> LabArguments.parse("--out", "a\0b"));
  }

  @Test
  void exitCode_anyEnd_isTheAgreedOne() {
    assertEquals(0, ExitCode.of(Outcome.VALIDATED));
    assertEquals(0, ExitCode.of(Outcome.REJECTED));
    assertEquals(1, ExitCode.of(Outcome.FAILED));
    assertEquals(2, ExitCode.of(BadInputException.of("f", "r")));
    assertEquals(2, ExitCode.of(new UsageException("u")));
    assertEquals(1, ExitCode.of(new IllegalStateException("bug")));
  }
}
