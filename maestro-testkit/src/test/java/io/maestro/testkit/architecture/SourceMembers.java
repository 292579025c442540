package io.maestro.testkit.architecture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one formatted source file: its types and their members, each with its Javadoc. */
final class SourceMembers {
  /**
   * A type or a member of one.
   *
   * @param type the type it stands in, empty for one that stands in no other
   * @param text the declaration, on one line, up to its body
   * @param javadoc the comment before it without its stars, or null if there is none
   * @param inInterface whether it stands in an interface, where everything is public
   */
  record Declared(String type, String text, String javadoc, boolean inInterface) {
    boolean isVisible() {
      return inInterface || Pattern.compile("\\b(public|protected)\\b").matcher(text).find();
    }

    boolean overrides() {
      return text.contains("@Override");
    }

    boolean isType() {
      return TYPE.matcher(text).find();
    }
  }

  private record Scope(String name, boolean isInterface, boolean isVisible) {}

  private static final Pattern TYPE =
      Pattern.compile("(?<![.\\w])(class|@?interface|enum|record)\\s+(\\w+)");

  /** Comments, text blocks, strings and characters, in which braces mean nothing. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "(?s)/\\*\\*(?<doc>.*?)\\*/|/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'");

  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final List<Declared> found = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final String source;
  private String javadoc;
  private int inBody;
  private int inParentheses;

  private SourceMembers(String source) {
    this.source = source;
  }

  /** Returns what a file declares: types, methods and constructors whose types can be seen. */
  static List<Declared> of(String source) {
    SourceMembers members = new SourceMembers(source);
    members.read();
    return members.found;
  }

  private void read() {
    Matcher opaque = OPAQUE.matcher(source);
    int at = 0;
    while (opaque.find(at)) {
      source.substring(at, opaque.start()).chars().forEach(c -> take((char) c));
      if (opaque.group("doc") != null && inBody == 0) {
        javadoc = opaque.group("doc").replaceAll("(?m)^\\s*\\* ?", "").strip();
        text.setLength(0);
      }
      at = opaque.end();
    }
    source.substring(at).chars().forEach(c -> take((char) c));
  }

  private void take(char c) {
    if (inBody > 0) {
      inBody += c == '{' ? 1 : c == '}' ? -1 : 0;
    } else if (inParentheses > 0 || c == '(') {
      inParentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
      text.append(c);
    } else {
      takeDeclaration(c);
    }
  }

  private void takeDeclaration(char c) {
    switch (c) {
      case '{' -> begin();
      case ';' -> declare(false);
      case '}' -> {
        scopes.poll();
        forget();
      }
      default -> text.append(c);
    }
  }

  private void begin() {
    Matcher type = TYPE.matcher(text);
    boolean isField = text.indexOf("=") >= 0;
    if (!isField && type.find()) {
      boolean isInterface = type.group(1).endsWith("interface");
      String name = type.group(2);
      boolean isVisible = declare(true);
      scopes.push(new Scope(name, isInterface, isVisible));
    } else {
      inBody = 1;
      if (!isField) {
        declare(false);
      }
    }
  }

  /** Notes a type, method or constructor if it can be seen, and returns whether it can. */
  private boolean declare(boolean isType) {
    Scope scope = scopes.peek();
    String line = text.toString().replaceAll("\\s+", " ").strip();
    boolean isCode = line.contains("(") && !line.contains("=");
    Declared declared =
        new Declared(
            scope == null ? "" : scope.name(), line, javadoc, scope != null && scope.isInterface());
    boolean isSeen = (scope == null || scope.isVisible()) && declared.isVisible();
    if (isSeen && (isType || (isCode && scope != null))) {
      found.add(declared);
    }
    forget();
    return isSeen;
  }

  private void forget() {
    text.setLength(0);
    javadoc = null;
  }
}
