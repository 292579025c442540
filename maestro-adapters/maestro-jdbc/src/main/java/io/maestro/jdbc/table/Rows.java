package io.maestro.jdbc.table;

import io.maestro.codec.Codec;
import io.maestro.time.TimeSource;

/** All that can be done with the rows of one store's tables. Thread-safe: it holds statements. */
public final class Rows {
  private final Tables tables;
  private final Runs runs;
  private final Claiming claiming;
  private final Queries queries;
  private final Removal removal;
  private final Documents documents;
  private final Steps steps;
  private final Copies copies;

  /** Creates what works on tables, with the codec that encodes what is written. */
  public Rows(Tables tables, Codec codec, TimeSource time) {
    this.tables = tables;
    Bytes bytes = new Bytes(codec);
    DueTimes due = new DueTimes(tables.dialect(), time);
    Letters letters = new Letters(tables, bytes);
    this.steps = new Steps(tables, bytes);
    this.runs = new Runs(tables, bytes, due, steps, letters, new Tags(tables));
    this.claiming = new Claiming(tables, steps, letters);
    this.queries = new Queries(tables);
    this.removal = new Removal(tables);
    this.documents = new Documents(tables, bytes);
    this.copies = new Copies(tables, bytes, due);
  }

  /** Returns the tables. */
  public Tables tables() {
    return tables;
  }

  /** Returns what is done with runs. */
  public Runs runs() {
    return runs;
  }

  /** Returns how runs are claimed. */
  public Claiming claiming() {
    return claiming;
  }

  /** Returns what is asked about runs. */
  public Queries queries() {
    return queries;
  }

  /** Returns how runs are deleted. */
  public Removal removal() {
    return removal;
  }

  /** Returns what is done with documents. */
  public Documents documents() {
    return documents;
  }

  /** Returns what is done with steps. */
  public Steps steps() {
    return steps;
  }

  /** Returns what exports read and restores write. */
  public Copies copies() {
    return copies;
  }
}
