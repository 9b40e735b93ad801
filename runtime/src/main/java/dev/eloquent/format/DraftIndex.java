package dev.eloquent.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index of the draft in class output; rewritten by every compile, also when there is nothing to
 * draft.
 *
 * <p>Lines: {@code format 1}; {@code catalog ID}; {@code history PATH} (the history folder,
 * relative to the folder of the build file); {@code base VERSION CHAIN} (what the draft continues,
 * {@code 0 -} for nothing); then, unless the draft is empty, {@code draft VERSION NAME}, {@code
 * schema HASH}, one {@code file SHA256 DIALECT up|undo} each, and one {@code destructive CODE TEXT}
 * or {@code unfillable CODE TEXT} for each finding that sealing must refuse.
 *
 * @param catalog the catalogue's id, empty for the default one
 * @param history the history folder, relative to the folder of the build file, or absolute if the
 *     option says so
 * @param baseVersion the newest sealed version that was read, 0 for none
 * @param baseChain its chain hash, empty for none
 * @param draft what would be sealed, null if the models equal the history
 */
public record DraftIndex(
    String catalog, String history, int baseVersion, String baseChain, @Nullable Draft draft) {

  /** A drafted version; its number is the base version plus one. */
  public record Draft(
      int version, String name, String schemaHash, List<DraftFile> files, List<Refusal> refusals) {
    /** Copies the lists. */
    public Draft {
      files = List.copyOf(files);
      refusals = List.copyOf(refusals);
    }
  }

  /** A drafted file; its resource name is {@link OutputNames#draftFile}. */
  public record DraftFile(String sha256, String dialect, boolean undo) {}

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
  }

  /** The text of the file. */
  public String render() {
    StringBuilder text = new StringBuilder("format 1\n");
    text.append("catalog ").append(catalog).append('\n');
    text.append("history ").append(history).append('\n');
    text.append("base ")
        .append(baseVersion)
        .append(' ')
        .append(baseChain.isEmpty() ? "-" : baseChain)
        .append('\n');
    if (draft != null) {
      text.append("draft ").append(draft.version()).append(' ').append(draft.name()).append('\n');
      text.append("schema ").append(draft.schemaHash()).append('\n');
      for (DraftFile f : draft.files()) {
        text.append("file ").append(f.sha256()).append(' ').append(f.dialect());
        text.append(f.undo() ? " undo\n" : " up\n");
      }
      for (Refusal r : draft.refusals()) {
        text.append(r.unfillable() ? "unfillable " : "destructive ");
        text.append(r.code()).append(' ').append(r.text()).append('\n');
      }
    }
    return text.toString();
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
    private int version;
    private String name = "";
    private String schema = "";
    private final List<DraftFile> files = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    void line(String line) {
      int space = line.indexOf(' ');
      String key = line.substring(0, space);
      String value = line.substring(space + 1);
      String[] parts = value.split(" ", 3);
      switch (key) {
        case "format" -> format = check(value.equals("1"));
        case "catalog" -> catalog = value;
        case "history" -> history = value;
        case "base" -> {
          baseVersion = Integer.parseInt(parts[0]);
          baseChain = parts[1].equals("-") ? "" : parts[1];
        }
        case "draft" -> {
          version = Integer.parseInt(parts[0]);
          name = parts[1];
          check(FileNames.isName(name));
        }
        case "schema" -> schema = value;
        case "file" -> files.add(new DraftFile(parts[0], parts[1], parts[2].equals("undo")));
        case "destructive", "unfillable" -> {
          String finding = value.substring(parts[0].length() + 1);
          refusals.add(new Refusal(key.equals("unfillable"), parts[0], finding));
        }
        default -> check(false);
      }
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
      Draft draft = version == 0 ? null : new Draft(version, name, schema, files, refusals);
      return new DraftIndex(catalog, history, baseVersion, baseChain, draft);
    }
  }
}
