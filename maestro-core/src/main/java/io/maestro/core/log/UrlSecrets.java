package io.maestro.core.log;

/** Masks the user info of URLs. */
final class UrlSecrets {
  private static final String BEGIN = "://";

  private UrlSecrets() {}

  static String masked(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0 || text.indexOf('@', begin) < 0) {
      return text; // nearly always
    }
    StringBuilder masked = new StringBuilder();
    int copied = 0;
    while (begin >= 0) {
      int from = begin + BEGIN.length();
      int at = userInfoEnds(text, from);
      if (at > from) {
        masked.append(text, copied, from).append(Masking.MASK);
        copied = at;
      }
      begin = text.indexOf(BEGIN, Math.max(from, at));
    }
    return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
  }

  /**
   * Returns where the {@code @} is that ends the user info, or -1 if there is none. A password may
   * hold what it should not: after a colon that begins no port, the last one of the URL counts.
   */
  private static int userInfoEnds(String text, int from) {
    int end = from;
    int path = -1;
    for (; end < text.length() && !endsUrl(text, end); end++) {
      if (path < 0 && "/?#".indexOf(text.charAt(end)) >= 0) {
        path = end;
      }
    }
    int hostEnds = path < 0 ? end : path;
    int last = hasPassword(text, from, hostEnds) ? end : hostEnds;
    int at = text.substring(from, last).lastIndexOf('@');
    return at < 0 ? -1 : from + at;
  }

  private static boolean hasPassword(String text, int from, int hostEnds) {
    String host = text.substring(from, hostEnds);
    int colon = host.indexOf(':');
    return colon >= 0 && !host.substring(colon + 1).chars().allMatch(Character::isDigit);
  }

  private static boolean endsUrl(String text, int at) {
    char c = text.charAt(at);
    return Character.isWhitespace(c) || c == '"' || c == '<' || text.startsWith(BEGIN, at);
  }
}
