package dev.eloquent.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The index of what can be sealed, in class output; rewritten by every compile, also when there is
 * nothing.
 *
 * <p>Lines: {@code format 2}; {@code catalog ID}; {@code history PATH} (the history folder,
 * relative to the folder of the build file); {@code base VERSION CHAIN} (what is continued, {@code
 * 0 -} for nothing); {@code dialects ID,ID}; for each open version {@code open VERSION NAME
 * java:CLASS}, or {@code open VERSION NAME}, its {@code file} lines, {@code settings DIALECT
 * SHA256} for each file of settings that is there and {@code settings DIALECT KEY=VALUE,KEY=VALUE}
 * for each that sealing adds, a {@code note TEXT} for each thing that sealing says, and behind the
 * last one {@code ends HASH HASH} (of the schema that they end at, and of {@code open.json}, {@code
 * -} without one); then, unless the draft is empty, {@code draft VERSION NAME}, {@code schema
 * HASH}, its {@code file} lines, and one {@code destructive CODE TEXT} or {@code unfillable CODE
 * TEXT} for each finding that sealing must refuse. A file's line is {@code file SHA256 DIALECT
 * up|undo}.
 *
 * @param catalog the catalogue's id, empty for the default one
 * @param history the history folder, relative to the folder of the build file, or absolute if the
 *     option says so
 * @param baseVersion the newest sealed version that was read, 0 for none
 * @param baseChain its chain hash, empty for none
 * @param dialects the dialects that a further open version needs a file for
 * @param open the versions written by hand that follow the base, null if there are none
 * @param draft what is drafted behind them, null if the models equal the history
 */
public record DraftIndex(
    String catalog,
    String history,
    int baseVersion,
    String baseChain,
    List<String> dialects,
    @Nullable Open open,
    @Nullable Draft draft) {
  private static final String JAVA = "java:";

  /** Copies the dialects. */
  public DraftIndex {
    dialects = List.copyOf(dialects);
  }

  /**
   * The open versions.
   *
   * @param versions numbered on from the base without a gap; at least one
   * @param schemaHash of the schema that they end at
   * @param openJson the schema hash of {@code open.json}, empty if there is none
   */
  public record Open(List<OpenVersion> versions, String schemaHash, String openJson) {
    /** Copies the versions. */
    public Open {
      versions = List.copyOf(versions);
    }
  }

  /**
   * An open version; its files are in the history folder already.
   *
   * @param className of a Java migration, which has no files; else null
   * @param files its scripts
   * @param settings what is said for plain Flyway, at most one for each dialect
   * @param notes what sealing says of it
   */
  public record OpenVersion(
      int version,
      String name,
      @Nullable String className,
      List<DraftFile> files,
      List<Settings> settings,
      List<String> notes) {
    /** Copies the lists. */
    public OpenVersion {
      files = List.copyOf(files);
      settings = List.copyOf(settings);
      notes = List.copyOf(notes);
    }

    /** One that is run by Flyway as it is. */
    public OpenVersion(int version, String name, List<DraftFile> files) {
      this(version, name, null, files, List.of(), List.of());
    }

    /** The paths of its files below the history folder, sorted, with their SHA-256. */
    public SortedMap<String, String> paths() {
      SortedMap<String, String> paths = new TreeMap<>();
      files.forEach(f -> paths.put(f.path(version, name), f.sha256()));
      for (Settings s : settings) {
        if (s.sha256() != null) {
          paths.put(FileNames.settings(s.dialect(), version, name), s.sha256());
        }
      }
      return paths;
    }

    /** The files that sealing adds, with their text. */
    public SortedMap<String, String> added() {
      SortedMap<String, String> added = new TreeMap<>();
      for (Settings s : settings) {
        if (s.sha256() == null) {
          added.put(FileNames.settings(s.dialect(), version, name), s.missing().text());
        }
      }
      return added;
    }
  }

  /**
   * A script's settings for Flyway.
   *
   * @param sha256 of the file; null if sealing writes it
   * @param missing what it writes then
   */
  public record Settings(String dialect, @Nullable String sha256, ScriptSettings missing) {}

  /** A drafted version; its number follows the base's and the open ones'. */
  public record Draft(
      int version, String name, String schemaHash, List<DraftFile> files, List<Refusal> refusals) {
    /** Copies the lists. */
    public Draft {
      files = List.copyOf(files);
      refusals = List.copyOf(refusals);
    }
  }

  /** A file of a version; a drafted one's resource name is {@link OutputNames#draftFile}. */
  public record DraftFile(String sha256, String dialect, boolean undo) {
    /** Its path below the history folder if the version is this one. */
    public String path(int version, String name) {
      return undo
          ? FileNames.undo(dialect, version, name)
          : FileNames.migration(dialect, version, name);
    }
  }

  /**
   * Why sealing needs a flag, or must not happen.
   *
   * @param unfillable true if no flag helps
   * @param code the diagnostic's code
   * @param text one line: what would be lost, or cannot be filled
   */
  public record Refusal(boolean unfillable, String code, String text) {
    /** Keeps the text on one line. */
    public Refusal {
      text = text.replaceAll("\\R", " ");
    }

    /** The findings as lines below a message, each with its code. */
    public static String list(List<Refusal> refusals) {
      StringBuilder list = new StringBuilder();
      for (Refusal refusal : refusals) {
        list.append("\n  ").append(refusal.text());
        if (!refusal.text().contains(refusal.code())) {
          list.append(" [").append(refusal.code()).append(']');
        }
      }
      return list.toString();
    }
  }

  /** The open versions, ascending. */
  public List<OpenVersion> openVersions() {
    return open == null ? List.of() : open.versions();
  }

  /** The binary names of the open versions that are Java classes. */
  public List<String> javaClasses() {
    return openVersions().stream().map(OpenVersion::className).filter(Objects::nonNull).toList();
  }

  /** The number of the newest version that is sealed or open. */
  public int lastVersion() {
    return baseVersion + openVersions().size();
  }

  /** The hash of the schema that sealing everything ends at; empty if there is nothing to seal. */
  public String schemaHash() {
    return draft != null ? draft.schemaHash() : open != null ? open.schemaHash() : "";
  }

  /** The text of the file. */
  public String render() {
    StringBuilder text = new StringBuilder("format 2\n");
    text.append("catalog ").append(catalog).append('\n');
    text.append("history ").append(history).append('\n');
    text.append("base ")
        .append(baseVersion)
        .append(' ')
        .append(baseChain.isEmpty() ? "-" : baseChain)
        .append('\n');
    text.append("dialects ").append(String.join(",", dialects)).append('\n');
    if (open != null) {
      for (OpenVersion v : open.versions()) {
        text.append("open ").append(v.version()).append(' ').append(v.name());
        text.append(v.className() == null ? "" : " " + JAVA + v.className()).append('\n');
        files(text, v.files());
        for (Settings s : v.settings()) {
          String lines = s.missing().text().strip().replace('\n', ',');
          String value = s.sha256() == null ? lines : s.sha256();
          text.append("settings ").append(s.dialect()).append(' ').append(value).append('\n');
        }
        v.notes().forEach(note -> text.append("note ").append(note).append('\n'));
      }
      String openJson = open.openJson().isEmpty() ? "-" : open.openJson();
      text.append("ends ").append(open.schemaHash()).append(' ').append(openJson).append('\n');
    }
    if (draft != null) {
      text.append("draft ").append(draft.version()).append(' ').append(draft.name()).append('\n');
      text.append("schema ").append(draft.schemaHash()).append('\n');
      files(text, draft.files());
      for (Refusal r : draft.refusals()) {
        text.append(r.unfillable() ? "unfillable " : "destructive ");
        text.append(r.code()).append(' ').append(r.text()).append('\n');
      }
    }
    return text.toString();
  }

  private static void files(StringBuilder text, List<DraftFile> files) {
    for (DraftFile f : files) {
      text.append("file ").append(f.sha256()).append(' ').append(f.dialect());
      text.append(f.undo() ? " undo\n" : " up\n");
    }
  }

  /**
   * Reads the text.
   *
   * @throws FormatException {@code ELQ321} if it is not what {@link #render} writes
   */
  public static DraftIndex parse(String text) {
    Parser parser = new Parser();
    String[] lines = Checksums.normalizeLineEndings(text).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isEmpty()) {
        try {
          parser.line(lines[i]);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
          throw new FormatException(
              "ELQ321",
              OutputNames.DRAFT_INDEX,
              i + 1,
              "cannot be read. Run: mvn clean compile",
              e);
        }
      }
    }
    return parser.result();
  }

  /** Collects the lines. */
  private static final class Parser {
    private boolean format;
    private String catalog = "";
    private @Nullable String history;
    private int baseVersion;
    private String baseChain = "";
    private List<String> dialects = List.of();
    private final List<OpenVersion> openVersions = new ArrayList<>();
    private @Nullable Open open;
    private boolean draft;
    private int version;
    private String name = "";
    private @Nullable String className;
    private String schema = "";
    private List<DraftFile> files = new ArrayList<>();
    private final List<Settings> settings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    void line(String line) {
      int space = line.indexOf(' ');
      String key = line.substring(0, space);
      String value = line.substring(space + 1);
      String[] parts = value.split(" ", 3);
      switch (key) {
        case "format" -> format = check(value.equals("2"));
        case "catalog" -> catalog = value;
        case "history" -> history = value;
        case "base" -> {
          baseVersion = Integer.parseInt(parts[0]);
          baseChain = parts[1].equals("-") ? "" : parts[1];
        }
        case "dialects" -> dialects = value.isEmpty() ? List.of() : List.of(value.split(",", -1));
        case "open" -> {
          closeOpen();
          version(parts);
          className = parts.length < 3 ? null : parts[2].substring(JAVA.length());
        }
        case "ends" -> {
          closeOpen();
          open = new Open(openVersions, parts[0], parts[1].equals("-") ? "" : parts[1]);
        }
        case "draft" -> {
          draft = true;
          version(parts);
        }
        case "schema" -> schema = value;
        case "file" -> files.add(new DraftFile(parts[0], parts[1], parts[2].equals("undo")));
        case "settings" -> settings.add(settings(parts[0], parts[1]));
        case "note" -> notes.add(value);
        case "destructive", "unfillable" -> {
          String finding = value.substring(parts[0].length() + 1);
          refusals.add(new Refusal(key.equals("unfillable"), parts[0], finding));
        }
        default -> check(false);
      }
    }

    private void version(String[] parts) {
      version = Integer.parseInt(parts[0]);
      name = parts[1];
      check(FileNames.isName(name));
    }

    private void closeOpen() {
      if (version > 0) {
        openVersions.add(new OpenVersion(version, name, className, files, settings, notes));
        files = new ArrayList<>();
        settings.clear();
        notes.clear();
      }
    }

    private static Settings settings(String dialect, String value) {
      return Checksums.isSha256(value)
          ? new Settings(dialect, value, ScriptSettings.NONE)
          : new Settings(dialect, null, ScriptSettings.parse(value.replace(',', '\n')));
    }

    private static boolean check(boolean ok) {
      if (!ok) {
        throw new IllegalArgumentException("unexpected");
      }
      return true;
    }

    DraftIndex result() {
      if (!format || history == null) {
        throw new FormatException(
            "ELQ321", OutputNames.DRAFT_INDEX, 0, "is cut off. Run: mvn clean compile");
      }
      Draft drafted = draft ? new Draft(version, name, schema, files, refusals) : null;
      return new DraftIndex(catalog, history, baseVersion, baseChain, dialects, open, drafted);
    }
  }
}
