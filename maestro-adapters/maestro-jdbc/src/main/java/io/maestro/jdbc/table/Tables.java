package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.Dialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the tables in a dialect, and the statements made of templates with them.
 *
 * @param prefix what all names of tables and indexes begin with
 * @param dialect the database's dialect
 */
public record Tables(String prefix, Dialect dialect) {
  static final List<String> NAMES =
      List.of("runs", "steps", "letters", "tags", "documents", "meta");
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
  private static final Pattern WORD = Pattern.compile("\\{(\\w+)\\}");

  /** Checks the prefix, which becomes part of statements. */
  public Tables {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a table prefix is 1 to 30 of [a-z0-9_], beginning with a letter: '" + prefix + "'");
    }
  }

  /** Returns a statement: a template in which words in braces stand for names and expressions. */
  public String sql(String template) {
    Map<String, String> words = new HashMap<>(dialect.words());
    NAMES.forEach(name -> words.put(name, prefix + name));
    words.put("p", prefix);
    return WORD.matcher(template)
        .replaceAll(
            word -> {
              String said = words.get(word.group(1));
              if (said == null) {
                throw new IllegalArgumentException("no word of a statement: " + word.group());
              }
              return Matcher.quoteReplacement(said);
            });
  }
}
