package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion scripts. Picocli's own knows neither that {@code migrate run} and {@code
 * migrate:run} are the same nor that bash breaks words at colons.
 */
final class CompletionScript {
  private static final String FAMILIES = String.join("|", Commands.FAMILIES);

  private final String name;
  private final String function;

  /**
   * @param name of the shell function that is completed
   */
  CompletionScript(String name) {
    this.name = name;
    this.function = "_" + name.replace('-', '_');
  }

  /** A word that may be typed, and what it means. */
  private record Word(String text, String meaning) {}

  String bash() {
    StringBuilder text = new StringBuilder();
    text.append("# bash completion for ").append(name).append("\n");
    text.append(function).append("_words() {\n  case \"$1\" in\n");
    for (Case words : cases()) {
      text.append("    '").append(words.pattern()).append("') echo '");
      text.append(String.join(" ", words.words().stream().map(Word::text).toList()));
      text.append("' ;;\n");
    }
    text.append("    *) return 1 ;;\n  esac\n}\n");
    text.append(
        BASH.replace("@F@", function).replace("@FAMILIES@", FAMILIES).replace("@NAME@", name));
    return text.toString().stripTrailing();
  }

  String zsh() {
    StringBuilder text = new StringBuilder();
    text.append("#compdef ").append(name).append("\n");
    text.append(function).append("_words() {\n  case \"$1\" in\n");
    for (Case words : cases()) {
      text.append("    '").append(words.pattern()).append("') reply=(\n");
      for (Word word : words.words()) {
        text.append("      ").append(zshWord(word)).append('\n');
      }
      text.append("    ) ;;\n");
    }
    text.append("    *) reply=(); return 1 ;;\n  esac\n}\n");
    text.append(
        ZSH.replace("@F@", function).replace("@FAMILIES@", FAMILIES).replace("@NAME@", name));
    return text.toString().stripTrailing();
  }

  private static String zshWord(Word word) {
    String text = word.text().replace(":", "\\:") + ":" + word.meaning();
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** What may follow what was typed: nothing, a group, {@code help}, or a command. */
  private record Case(String pattern, List<Word> words) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    List<Word> all = new ArrayList<>();
    Commands.names().forEach(command -> all.add(new Word(command, Commands.summary(command))));
    Set<String> groups = new LinkedHashSet<>();
    Commands.names().forEach(command -> groups.add(command.substring(0, command.indexOf(':'))));
    List<Word> first = new ArrayList<>();
    groups.forEach(group -> first.add(new Word(group, group + " …")));
    first.addAll(all);
    first.add(new Word("help", "shows a command's options"));
    first.add(new Word("--version", "shows the version"));
    cases.add(new Case("", first));
    cases.add(new Case("help", all));
    for (String group : groups) {
      List<Word> behind =
          all.stream()
              .filter(word -> word.text().startsWith(group + ":"))
              .map(word -> new Word(word.text().substring(group.length() + 1), word.meaning()))
              .toList();
      cases.add(new Case(group, behind));
    }
    Commands.names().forEach(command -> cases.add(new Case(command, options(command))));
    values().forEach((option, words) -> cases.add(new Case("value " + option, words)));
    return cases;
  }

  /** The options that take a value, with what it may be; nothing of it is known of most. */
  private static SortedMap<String, List<Word>> values() {
    SortedMap<String, List<Word>> values = new TreeMap<>();
    for (String command : Commands.names()) {
      CommandLine line = new CommandLine(Commands.create(command));
      for (OptionSpec option : line.getCommandSpec().options()) {
        if (option.arity().max() > 0) {
          List<Word> words = new ArrayList<>();
          Iterable<String> known = option.completionCandidates();
          if (known != null) {
            known.forEach(value -> words.add(new Word(value, option.paramLabel())));
          }
          values.put(option.longestName(), words);
        }
      }
    }
    return values;
  }

  private static List<Word> options(String command) {
    List<Word> words = new ArrayList<>();
    if (command.equals("migrate:completion")) {
      words.add(new Word("bash", "the script for bash"));
      words.add(new Word("zsh", "the script for zsh"));
    }
    CommandLine line = new CommandLine(Commands.create(command));
    for (OptionSpec option : line.getCommandSpec().options()) {
      words.add(new Word(option.longestName(), String.join(" ", option.description())));
    }
    return words;
  }

  /** It splits the line itself, since bash takes a colon for the end of a word. */
  private static final String BASH =
      """
      @F@() {
        local line="${COMP_LINE:0:COMP_POINT}" cur="" key="" prefix values
        local -a words
        read -r -a words <<< "$line"
        local count=${#words[@]}
        if [[ "$line" != *[[:space:]] ]]; then
          count=$((count - 1))
          cur="${words[$count]}"
        fi
        if (( count == 2 )); then
          key="${words[1]}"
        elif (( count > 2 )); then
          case "${words[1]}" in
            @FAMILIES@) key="${words[1]}:${words[2]}" ;;
            help) return ;;
            *) key="${words[1]}" ;;
          esac
        fi
        if (( count > 2 )) && values="$(@F@_words "value ${words[count-1]}")"; then
          COMPREPLY=( $(compgen -W "$values" -- "$cur") )
          return
        fi
        COMPREPLY=( $(compgen -W "$(@F@_words "$key")" -- "$cur") )
        if [[ "$cur" == *:* && "$COMP_WORDBREAKS" == *:* ]]; then
          prefix="${cur%"${cur##*:}"}"
          COMPREPLY=( "${COMPREPLY[@]#"$prefix"}" )
        fi
      }
      complete -o default -F @F@ @NAME@
      """;

  private static final String ZSH =
      """
      @F@() {
        local key=""
        local -a reply
        if (( CURRENT == 3 )); then
          key="${words[2]}"
        elif (( CURRENT > 3 )); then
          case "${words[2]}" in
            @FAMILIES@) key="${words[2]}:${words[3]}" ;;
            help) return 1 ;;
            *) key="${words[2]}" ;;
          esac
        fi
        if (( CURRENT > 3 )) && @F@_words "value ${words[CURRENT-1]}"; then
          (( ${#reply} )) && _describe -o 'value' reply || _files
          return
        fi
        @F@_words "$key"
        _describe -o '@NAME@' reply || _files
      }
      compdef @F@ @NAME@
      """;
}
