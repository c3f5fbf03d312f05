package dev.bylaw.cli;

import java.io.PrintWriter;

/** Breaks text into lines. */
final class Paragraphs {
    private static final int WIDTH = 100;

    private Paragraphs() {}

    /** Prints words up to a width; lines after the first begin with an indent. */
    static void print(PrintWriter out, String text, String indent) {
        String rest = text.stripTrailing();
        String start = "";
        while (start.length() + rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH - start.length());
            if (cut <= 0 || rest.substring(0, cut).isBlank()) {
                break;
            }
            out.println(start + rest.substring(0, cut));
            rest = rest.substring(cut + 1);
            start = indent;
        }
        out.println(start + rest);
    }
}
