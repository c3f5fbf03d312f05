package dev.bylaw.internal.jinja.value;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Python's {@code str}.
 *
 * @param text the characters
 * @param unknown why a part of it cannot be known; then the text has a marker in the place of that part
 */
public record StringValue(String text, Optional<String> unknown) implements Value {
    /** The empty text. */
    public static final StringValue EMPTY = new StringValue("");

    /** What the markers of unknown parts begin with. */
    public static final String HOLE_PREFIX = "bylaw_hole_";

    /** What the markers of relations begin with. */
    public static final String RELATION_PREFIX = "bylaw_ref_";

    /** Why the text of a relation is not known; that it is not empty is known. */
    public static final String RELATION_NAME = "the name of a relation in the warehouse is known only when dbt runs";

    /** Checks that nothing is missing. */
    public StringValue {
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** A text that is known. */
    public StringValue(String text) {
        this(text, Optional.empty());
    }

    /** {@return the same text, a part of which cannot be known} */
    public StringValue unknown(String reason) {
        return unknown.isPresent() ? this : new StringValue(text, Optional.of(reason));
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public Truth truth() {
        return unknown.isEmpty() || unknown.get().equals(RELATION_NAME) ? Truth.of(!text.isEmpty()) : Truth.UNKNOWN;
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        int length = text.codePointCount(0, text.length());
        return Numbers.index(key)
                .map(index -> Sequences.position(index, length))
                .filter(position -> position >= 0)
                .map(position -> unknown.isPresent()
                        ? new UnknownValue(unknown.get())
                        : new StringValue(Character.toString(text.codePointAt(text.offsetByCodePoints(0, position)))));
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        unknown.ifPresent(printer::unknown);
        printer.append(quoted ? quote(text) : text);
    }

    /** {@return the text in quotes, as Python's {@code repr()} writes it} */
    public static String quote(String text) {
        char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder(text.length() + 2).append(mark);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == mark) {
                        out.append('\\').append(mark);
                    } else if (printable(c)) {
                        out.appendCodePoint(c);
                    } else if (c < 0x100) {
                        out.append(String.format(Locale.ROOT, "\\x%02x", c));
                    } else if (c < 0x10000) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        out.append(String.format(Locale.ROOT, "\\U%08x", c));
                    }
                }
            }
        });
        return out.append(mark).toString();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
