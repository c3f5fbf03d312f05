package dev.bylaw.internal.jinja.value;

import java.util.Optional;

/** Collects text as Python prints values. Not thread-safe. */
public final class Printer {
    /** Collections nested deeper than this are not printed. */
    private static final int MAX_DEPTH = 60;

    private final Machine machine;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private Optional<String> unknown = Optional.empty();
    private int depth;

    /** A printer for one text. */
    public Printer(Machine machine) {
        this.machine = machine;
        this.limit = machine.budget().limits().textLength();
    }

    /** {@return the value as {@code str()} gives it} */
    public static StringValue string(Value value, Machine machine) {
        if (value instanceof StringValue string) {
            return string;
        }
        Printer printer = new Printer(machine);
        value.print(printer, false);
        return printer.result();
    }

    /** {@return the text of the value as {@code repr()} gives it} */
    public static String quoted(Value value, Machine machine) {
        Printer printer = new Printer(machine);
        value.print(printer, true);
        return printer.text.toString();
    }

    /** {@return the machine} */
    public Machine machine() {
        return machine;
    }

    /** Adds text. */
    public void append(String part) {
        if ((long) text.length() + part.length() > limit) {
            throw TemplateException.limit("a text of more than " + limit + " characters");
        }
        text.append(part);
    }

    /** Adds the marker of an unknown value. */
    public void hole(UnknownValue value) {
        if (value.shown().isPresent()) {
            value.print(this, false);
            return;
        }
        append(machine.hole(value));
        unknown(value.reason());
    }

    /** Notes that a part of the text cannot be known. */
    public void unknown(String reason) {
        // Of a text with a relation's name is known that it is not empty; anything else says less.
        if (unknown.isEmpty() || unknown.get().equals(StringValue.RELATION_NAME)) {
            unknown = Optional.of(reason);
        }
    }

    /** Adds a member of a collection, quoted. */
    public void member(Value value) {
        machine.budget().step();
        if (++depth > MAX_DEPTH) {
            throw TemplateException.limit("a value nested more than " + MAX_DEPTH + " deep");
        }
        value.print(this, true);
        depth--;
    }

    /** {@return the text, as a value that knows what is unknown in it} */
    public StringValue result() {
        machine.budget().characters(text.length());
        return new StringValue(text.toString(), unknown);
    }
}
