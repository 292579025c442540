package io.maestro.samples.lab.report;

import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a result as JSON whose bytes depend on nothing but the result. */
public final class ResultJson {
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY) // the records' order is the format
          .propertyNamingStrategy(new Names())
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(printer())
          .build();

  /** What a component may not be called in Java. */
  private static final class Names extends PropertyNamingStrategies.NamingBase {
    private static final long serialVersionUID = 1L;

    @Override
    public String translate(String component) {
      return component.equals("inFavour") ? "for" : component;
    }
  }

  private ResultJson() {}

  /** The result as text, with a line feed at its end. */
  public static String write(LabResult result) {
    return MAPPER.writeValueAsString(result) + "\n";
  }

  /** The journal as text, with a line feed at its end. */
  public static String write(Journal journal) {
    return MAPPER.writeValueAsString(journal) + "\n";
  }

  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(LINES); // the default one takes the line feed of the machine
    printer.indentArraysWith(LINES);
    return printer;
  }
}
