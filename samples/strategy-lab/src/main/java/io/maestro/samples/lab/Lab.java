package io.maestro.samples.lab;

import io.maestro.run.RunOptions;
import io.maestro.samples.lab.data.PriceCsv;
import io.maestro.samples.lab.data.PriceFile;
import io.maestro.samples.lab.kind.LabTask;
import io.maestro.samples.lab.page.ReportPage;
import io.maestro.samples.lab.report.LabResult;
import io.maestro.samples.lab.report.ResultAssembly;
import io.maestro.samples.lab.report.ResultJson;
import io.maestro.samples.lab.report.Story;
import io.maestro.samples.lab.report.VerdictText;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionException;

/** One call of the lab, from its arguments to its two files. */
public final class Lab {
  private final LabArguments asked;
  private final PrintStream out;
  private final PrintStream err;

  private Lab(LabArguments asked, PrintStream out, PrintStream err) {
    this.asked = asked;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the lab.
   *
   * @param out takes the verdict, or the help that was asked for
   * @param err takes the progress, and what went wrong in one line
   * @return what to tell the shell, see {@link ExitCode}
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.contains(LabArguments.HELP)) {
      LabArguments.help().forEach(out::println);
      return ExitCode.ENDED;
    }
    try {
      return new Lab(LabArguments.parse(arguments.toArray(String[]::new)), out, err).run();
    } catch (CompletionException wrapped) {
      Throwable refused = wrapped.getCause();
      return broken(refused == null ? wrapped : refused, err);
    } catch (RuntimeException refused) {
      return broken(refused, err);
    }
  }

  private static int broken(Throwable refused, PrintStream err) {
    boolean expected = ExitCode.of(refused) == ExitCode.BAD_INPUT;
    err.println(OneLine.of(expected ? refused.getMessage() : refused.toString()));
    return ExitCode.of(refused);
  }

  private int run() {
    PriceFile file = PriceCsv.read(asked.source(), asked.column());
    LabOutput output = LabOutput.in(asked.out()); // only now: bad input leaves no folder behind
    Story story;
    try (WholeLab lab = new WholeLab(file, asked.seed(), asked.store())) {
      story = lab.live(named(file), new ProgressLines(err));
      LabResult result = ResultAssembly.of(story);
      output.write(
          ReportPage.of(story, result), ResultJson.write(result), ResultJson.write(lab.journal()));
    }
    VerdictText.of(story).forEach(out::println);
    out.println();
    out.println("more in report.html, result.json and journal.json in " + asked.out());
    if (ExitCode.of(story.outcome()) != ExitCode.ENDED) {
      err.println(OneLine.of(story.outcome().word() + ": " + story.reason()));
    }
    return ExitCode.of(story.outcome());
  }

  private RunOptions named(PriceFile file) {
    return RunOptions.named(asked.run().orElseGet(() -> LabTask.runName(file, asked.seed())));
  }
}
