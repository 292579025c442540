package io.maestro.samples.lab.page;

import java.util.List;

/** A table under construction; the first column names the rows. */
final class Table {
  private final StringBuilder markup = new StringBuilder();

  Table(String title, List<String> columns) {
    markup.append(Html.scroll(title)).append("<table>\n<thead><tr>");
    columns.forEach(
        name -> markup.append("<th scope=\"col\">").append(Html.text(name)).append("</th>"));
    markup.append("</tr></thead>\n<tbody>\n");
  }

  /** Adds a row of plain text. */
  Table row(String name, List<String> cells) {
    return markupRow(name, cells.stream().map(Html::text).toList());
  }

  /** Adds a row whose cells are markup already. */
  Table markupRow(String name, List<String> cells) {
    markup.append("<tr><th scope=\"row\">").append(Html.text(name)).append("</th>");
    cells.forEach(cell -> markup.append("<td>").append(cell).append("</td>"));
    markup.append("</tr>\n");
    return this;
  }

  @Override
  public String toString() {
    return markup + "</tbody></table></div>\n";
  }
}
