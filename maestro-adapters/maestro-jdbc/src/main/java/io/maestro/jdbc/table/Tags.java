package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.RunId;
import java.sql.SQLException;
import java.util.Map;

/** The tags of runs, by which they are found. */
final class Tags {
  private final String put;

  Tags(Tables tables) {
    this.put = tables.sql("insert into {tags} (name, value, run) values (?, ?, ?)");
  }

  void put(SqlSession tx, RunId run, Map<String, String> tags) throws SQLException {
    for (var tag : tags.entrySet()) {
      tx.update(put, Details.plain(tag.getKey()), Details.plain(tag.getValue()), run.value());
    }
  }
}
