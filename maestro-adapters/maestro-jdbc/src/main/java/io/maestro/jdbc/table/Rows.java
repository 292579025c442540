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
  private final FleetClaims fleet;
  private final StepBatch stepBatch;
  private final Copies copies;

  /**
   * Creates what works on tables, with the codec that encodes what is written and what tells others
   * of it.
   */
  public Rows(Tables tables, Codec codec, TimeSource time, Signals signals) {
    this.tables = tables;
    Bytes bytes = new Bytes(codec);
    DueTimes due = new DueTimes(tables.dialect(), time);
    Letters letters = new Letters(tables, bytes);
    Steps steps = new Steps(tables, bytes);
    this.runs = new Runs(tables, bytes, due, steps, letters, new Tags(tables), signals);
    this.claiming = new Claiming(tables, steps, letters);
    this.queries = new Queries(tables);
    this.removal = new Removal(tables);
    this.documents = new Documents(tables, bytes);
    this.fleet = new FleetClaims(tables, runs);
    this.stepBatch = new StepBatch(tables, steps);
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

  /** Returns how runs are claimed and kept where several nodes do so at once. */
  public FleetClaims fleet() {
    return fleet;
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

  /** Returns how many runs' steps are recorded at once. */
  public StepBatch stepBatch() {
    return stepBatch;
  }

  /** Returns what exports read and restores write. */
  public Copies copies() {
    return copies;
  }
}
