package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Output of a whole template, which remembers where each stretch comes from. */
final class SourceOutput implements Output {
    private record Part(String text, List<Stretch> stretches) implements Piece {}

    /** A stretch of the text; offsets in the text are relative to the one before. */
    private record Stretch(int length, int sourceStart, int sourceEnd, boolean copied) {}

    private final SourceFile source;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final List<Stretch> stretches = new ArrayList<>();

    SourceOutput(SourceFile source, Machine machine) {
        this.source = source;
        this.limit = machine.budget().limits().textLength();
    }

    @Override
    public void data(Template template, int start, int end, Machine machine) {
        String file = source.text();
        int from = start;
        while (from < end) {
            int newline = from;
            while (newline < end && file.charAt(newline) != '\r') {
                newline++;
            }
            if (newline == end) {
                append(file.substring(from, end), from, end, true);
                return;
            }
            append(file.substring(from, newline), from, newline, true);
            int next = newline + 1 < end && file.charAt(newline + 1) == '\n' ? newline + 2 : newline + 1;
            append("\n", newline, next, false);
            from = next;
        }
    }

    @Override
    public void value(Value value, boolean constant, int start, int end, Machine machine) {
        append(Printer.string(value, machine).text(), start, end, false);
    }

    private void append(String part, int start, int end, boolean copied) {
        if (part.isEmpty()) {
            return;
        }
        if ((long) text.length() + part.length() > limit) {
            throw TemplateException.limit("a text of more than " + limit + " characters");
        }
        text.append(part);
        stretches.add(new Stretch(part.length(), start, end, copied));
    }

    @Override
    public int mark() {
        return stretches.size();
    }

    @Override
    public Piece cut(int mark) {
        List<Stretch> taken = new ArrayList<>(stretches.subList(mark, stretches.size()));
        stretches.subList(mark, stretches.size()).clear();
        int length = taken.stream().mapToInt(Stretch::length).sum();
        Part part = new Part(text.substring(text.length() - length), taken);
        text.setLength(text.length() - length);
        return part;
    }

    @Override
    public void add(Piece piece) {
        Part part = (Part) piece;
        int at = 0;
        for (Stretch stretch : part.stretches) {
            append(
                    part.text.substring(at, at + stretch.length),
                    stretch.sourceStart,
                    stretch.sourceEnd,
                    stretch.copied);
            at += stretch.length;
        }
    }

    @Override
    public void unknown(String reason) {
        // The host is told; the text itself cannot say it.
    }

    /** {@return the text so far} */
    MappedText result() {
        List<MappedText.Segment> segments = new ArrayList<>();
        int at = 0;
        for (Stretch stretch : stretches) {
            segments.add(new MappedText.Segment(
                    at, at + stretch.length, stretch.sourceStart, stretch.sourceEnd, stretch.copied));
            at += stretch.length;
        }
        return new MappedText(source, text.toString(), segments);
    }
}
