package io.maestro.jdbc;

/** What a store does about its tables when it is opened. */
public enum Migrations {
  /** Makes the tables if they are not there. The default. */
  CREATE,
  /** Refuses to open unless the tables are there, in the version that this release knows. */
  VALIDATE,
  /** Trusts that the tables are there, and does not look. */
  NONE
}
