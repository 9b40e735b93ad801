package dev.eloquent.migration;

import dev.eloquent.format.OutputNames;
import dev.eloquent.history.HistorySource;
import dev.eloquent.history.JournalEvent.Author;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a migrator was built with. */
record Settings(
    HistorySource source,
    MigrationCatalog catalog,
    String historyTable,
    MigrationListener listener,
    String actor,
    String role,
    Limits limits,
    boolean draftsAllowed,
    boolean sealedOnly,
    String consent,
    UnaryOperator<String> redactor,
    @Nullable IntSupplier sharedBatch) {
  private static final int LONGEST_NAME = 255;

  static String historyTable(@Nullable String given, MigrationCatalog catalog) {
    return given == null ? OutputNames.historyTable(catalog.id()) : given;
  }

  static String actor(@Nullable String given) {
    return given == null ? System.getProperty("user.name", "") : given;
  }

  /** The same for a run that is a part of one over several catalogues. */
  Settings withSharedBatch(IntSupplier number) {
    return new Settings(
        source,
        catalog,
        historyTable,
        listener,
        actor,
        role,
        limits,
        draftsAllowed,
        sealedOnly,
        consent,
        redactor,
        number);
  }

  /** Who writes the journal. */
  Author author() {
    String version = Migrator.class.getPackage().getImplementationVersion();
    return new Author(
        cut(actor, LONGEST_NAME),
        cut(host(), LONGEST_NAME),
        cut(role, 100),
        cut(version == null ? "development" : version, 50));
  }

  /** The environment first: asking the network for one's own name can take seconds. */
  private static String host() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name;
      }
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String cut(String text, int length) {
    String clean = text.replace('\0', ' ');
    return clean.length() <= length ? clean : clean.substring(0, length);
  }
}
