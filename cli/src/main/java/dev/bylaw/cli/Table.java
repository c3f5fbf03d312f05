package dev.bylaw.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints rows with lines around them. */
final class Table {
    private Table() {}

    static void print(PrintWriter out, List<String> head, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            int width = length(head.get(i));
            for (List<String> row : rows) {
                width = Math.max(width, length(row.get(i)));
            }
            widths.add(width);
        }
        out.println(line(widths, "┌", "┬", "┐"));
        out.println(row(widths, centered(widths, head)));
        out.println(line(widths, "├", "┼", "┤"));
        rows.forEach(each -> out.println(row(widths, each)));
        out.println(line(widths, "└", "┴", "┘"));
    }

    private static List<String> centered(List<Integer> widths, List<String> cells) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            all.add(" ".repeat((widths.get(i) - length(cells.get(i))) / 2) + cells.get(i));
        }
        return all;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String line(List<Integer> widths, String left, String middle, String right) {
        List<String> parts = new ArrayList<>();
        widths.forEach(width -> parts.add("─".repeat(width + 2)));
        return left + String.join(middle, parts) + right;
    }

    private static String row(List<Integer> widths, List<String> cells) {
        StringBuilder text = new StringBuilder("│");
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            text.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths.get(i) - length(cell)))
                    .append(" │");
        }
        return text.toString();
    }
}
