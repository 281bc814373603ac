package io.taskwire.core.channel;

import java.util.Random;

/** Names as strangers give them, full of what ids can't hold. */
public final class Names {
  private static final String[] PIECES = {
    "a",
    "Z",
    "9",
    "я",
    "Ё",
    "İ",
    "ß",
    "ς",
    "语",
    "\uD83D\uDE4F",
    "~",
    "/",
    ":",
    "%",
    "%7E",
    "+",
    " ",
    "\u00a0",
    ".",
    "_",
    "-",
    "@",
    "#",
    "?",
    "&",
    "=",
    "\"",
    "'",
    "\\",
    "|",
    "<",
    "post:",
    "e\u0301",
    "٣",
    "\u200d"
  };

  private Names() {}

  /** A name that is not blank. */
  public static String any(Random random, int mostPieces) {
    StringBuilder name = new StringBuilder("n");
    for (int i = random.nextInt(mostPieces); i > 0; i--) {
      name.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return name.toString();
  }
}
