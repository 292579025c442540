package io.maestro.jdbc.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A kind of database that the crash tests are made on. */
enum Target {
  SQLITE {
    @Override
    String fresh(Path folder) {
      return "sqlite:" + folder.resolve("run.db");
    }
  },
  POSTGRES {
    @Override
    String fresh(Path folder) {
      return Postgres.freshDatabase().substring("jdbc:".length());
    }
  };

  /** Returns the name of an empty store. */
  abstract String fresh(Path folder);

  private static String url(String store) {
    return "jdbc:" + store;
  }

  /** Makes the host's own table, which transactional steps write to. */
  void makeBooked(String store) {
    try (Connection connection = DriverManager.getConnection(url(store));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE booked (run VARCHAR(200) NOT NULL)");
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /** Returns what transactional steps have written, sorted. */
  List<String> booked(String store) {
    try (Connection connection = DriverManager.getConnection(url(store));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT run FROM booked ORDER BY run")) {
      List<String> runs = new ArrayList<>();
      while (rows.next()) {
        runs.add(rows.getString(1));
      }
      return runs;
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    }
  }
}
