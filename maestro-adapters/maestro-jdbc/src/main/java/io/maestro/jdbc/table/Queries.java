package io.maestro.jdbc.table;

import io.maestro.jdbc.sql.SqlSession;
import io.maestro.run.Page;
import io.maestro.run.RunId;
import io.maestro.run.RunQuery;
import io.maestro.run.RunStatus;
import io.maestro.store.RunRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Pages of runs. Each page is read along an index, from where the last one ended: of the tags if
 * there are any, else of workflow and status - one branch for each status wanted - or of the ids.
 */
public final class Queries {
  private static final Set<RunStatus> ENDED =
      Set.of(RunStatus.SUCCEEDED, RunStatus.FAILED, RunStatus.CANCELLED);

  private final Tables tables;

  Queries(Tables tables) {
    this.tables = tables;
  }

  /** A statement with its arguments. */
  private record Sql(String text, List<Object> arguments) {
    Object[] values() {
      return arguments.toArray();
    }
  }

  /** Returns a page of runs. */
  public Page<RunRecord> page(SqlSession session, RunQuery query) throws SQLException {
    Sql ids = ids(query, query.statuses(), query.limit() + 1);
    List<RunRecord> found =
        session.list(
            tables.sql(
                "select "
                    + RunColumns.READ
                    + " from {runs} where id in ("
                    + ids.text()
                    + ") order by id"),
            RunColumns::read,
            ids.values());
    boolean more = found.size() > query.limit();
    return new Page<>(more ? found.subList(0, query.limit()) : found, more);
  }

  /** Returns how many runs are wanted. */
  public long count(SqlSession session, RunQuery query) throws SQLException {
    List<Object> arguments = new ArrayList<>();
    String where = where(query, query.statuses(), arguments);
    return session
        .first(
            tables.sql("select count(*) from {runs} r where " + where),
            row -> row.getLong(1),
            arguments.toArray())
        .orElse(0L);
  }

  /** Returns the ids of ended runs that are wanted, at most the query's limit. */
  public List<RunId> ended(SqlSession session, RunQuery query) throws SQLException {
    Set<RunStatus> statuses = new TreeSet<>(ENDED);
    if (!query.statuses().isEmpty()) {
      statuses.retainAll(query.statuses());
    }
    if (statuses.isEmpty()) {
      return List.of();
    }
    Sql ids = ids(query, statuses, query.limit());
    return session.list(tables.sql(ids.text()), row -> RunId.of(row.getString(1)), ids.values());
  }

  /** Returns the statement that gives the ids of a page. */
  private Sql ids(RunQuery query, Collection<RunStatus> statuses, int limit) {
    List<Object> arguments = new ArrayList<>();
    if (!query.tags().isEmpty()) {
      return new Sql(byTag(query, statuses, limit, arguments), arguments);
    }
    if (statuses.isEmpty() && query.workflow().isEmpty() && query.otherThan().isEmpty()) {
      return new Sql(
          "select id from {runs}" + after(" where id", query, arguments) + top(limit), arguments);
    }
    Collection<RunStatus> branches =
        statuses.isEmpty() ? Arrays.asList(RunStatus.values()) : new TreeSet<>(statuses);
    String union =
        String.join(
            " union all ",
            branches.stream().map(status -> branch(query, status, limit, arguments)).toList());
    return new Sql("select id from (" + union + ") wanted" + top(limit), arguments);
  }

  private static String top(int limit) {
    return " order by id limit " + limit;
  }

  private static String after(String start, RunQuery query, List<Object> arguments) {
    query.after().ifPresent(id -> arguments.add(id.value()));
    return query.after().isPresent() ? start + " > ?" : "";
  }

  private String branch(RunQuery query, RunStatus status, int limit, List<Object> arguments) {
    StringBuilder text = new StringBuilder("select id from (select id from {runs} where ");
    query
        .workflow()
        .ifPresent(
            workflow -> {
              text.append("workflow = ? and ");
              arguments.add(workflow);
            });
    text.append("status = ?");
    arguments.add(status.name());
    if (!query.otherThan().isEmpty()) {
      text.append(" and workflow ").append(otherThan(query, arguments));
    }
    text.append(after(" and id", query, arguments)).append(top(limit)).append(") s_");
    return text.append(status.name().toLowerCase(java.util.Locale.ROOT)).toString();
  }

  private String byTag(
      RunQuery query, Collection<RunStatus> statuses, int limit, List<Object> arguments) {
    Map<String, String> tags = new TreeMap<>(query.tags());
    String first = tags.keySet().iterator().next();
    arguments.add(Details.plain(first));
    arguments.add(Details.plain(String.valueOf(tags.get(first))));
    String after = after(" and t.run", query, arguments);
    String where = where(query, statuses, arguments);
    return "select t.run as id from {tags} t join {runs} r on r.id = t.run"
        + " where t.name = ? and t.value = ?"
        + after
        + " and "
        + where
        + " order by t.run limit "
        + limit;
  }

  /** Returns the condition for a run {@code r}, wherever the page starts. */
  private static String where(
      RunQuery query, Collection<RunStatus> statuses, List<Object> arguments) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    query
        .workflow()
        .ifPresent(
            workflow -> {
              conditions.add("r.workflow = ?");
              arguments.add(workflow);
            });
    if (!query.otherThan().isEmpty()) {
      conditions.add("r.workflow " + otherThan(query, arguments));
    }
    if (!statuses.isEmpty()) {
      conditions.add("r.status in (" + String.join(", ", marks(statuses.size())) + ")");
      statuses.forEach(status -> arguments.add(status.name()));
    }
    new TreeMap<>(query.tags())
        .forEach(
            (name, value) -> {
              conditions.add(
                  "exists (select 1 from {tags} x where x.name = ? and x.value = ? and x.run = r.id)");
              arguments.add(Details.plain(name));
              arguments.add(Details.plain(value));
            });
    return String.join(" and ", conditions);
  }

  private static String otherThan(RunQuery query, List<Object> arguments) {
    arguments.addAll(new TreeSet<>(query.otherThan()));
    return "not in (" + String.join(", ", marks(query.otherThan().size())) + ")";
  }

  private static List<String> marks(int count) {
    return java.util.Collections.nCopies(count, "?");
  }
}
