package dev.eloquent.registry;

/** Why a model cannot be used, or its rows not be written or read; the codes are stable. */
public enum ModelProblem {
  /** In strict mode only registered models can be used. */
  NOT_REGISTERED("ELQ800"),
  /** The class is no model of any catalogue on the class path. */
  NO_MODEL("ELQ801"),
  /** Nothing was generated that reads and makes the model's instances. */
  NO_ACCESSOR("ELQ802"),
  /** The model is pinned to another connection than the store's. */
  OTHER_CONNECTION("ELQ803"),
  /** No connection could be opened. */
  CONNECTION("ELQ804"),
  /** The database is of a product that this library does not know. */
  UNKNOWN_DATABASE("ELQ805"),
  /** The database refused to write a row. */
  WRITE("ELQ806"),
  /** The database refused to read rows. */
  READ("ELQ807"),
  /** A value cannot be what its column holds, or the other way round. */
  VALUE("ELQ808"),
  /** The row to update or delete does not exist. */
  NO_ROW("ELQ809"),
  /** A hook threw. */
  HOOK("ELQ810"),
  /** A transaction could not begin or end. */
  TRANSACTION("ELQ811"),
  /** A key has too few or too many values, or none where one is needed. */
  KEY("ELQ812"),
  /** The classes that the compiler generated cannot be loaded. */
  BUILD_OUTPUT("ELQ813");

  private final String code;

  ModelProblem(String code) {
    this.code = code;
  }

  /** The stable code, such as {@code ELQ800}. */
  public String code() {
    return code;
  }
}
