package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/** Output that becomes a text: of a macro, a block that is assigned, and the like. */
final class TextOutput implements Output {
    private record Part(String text, Optional<String> unknown) implements Piece {}

    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private Optional<String> unknown = Optional.empty();

    TextOutput(Machine machine) {
        this.limit = machine.budget().limits().textLength();
    }

    @Override
    public void data(Template template, int start, int end, Machine machine) {
        append(normalized(template.file().text().substring(start, end)));
    }

    /** {@return the text with newlines as Jinja writes them} */
    static String normalized(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public void value(Value value, boolean constant, int start, int end, Machine machine) {
        StringValue printed = Printer.string(value, machine);
        append(printed.text());
        printed.unknown().ifPresent(this::unknown);
    }

    private void append(String part) {
        if ((long) text.length() + part.length() > limit) {
            throw TemplateException.limit("a text of more than " + limit + " characters");
        }
        text.append(part);
    }

    @Override
    public int mark() {
        return text.length();
    }

    @Override
    public Piece cut(int mark) {
        Part part = new Part(text.substring(mark), unknown);
        text.setLength(mark);
        return part;
    }

    @Override
    public void add(Piece piece) {
        append(piece.text());
        ((Part) piece).unknown.ifPresent(this::unknown);
    }

    @Override
    public void unknown(String reason) {
        if (unknown.isEmpty() || unknown.get().equals(StringValue.RELATION_NAME)) {
            unknown = Optional.of(reason);
        }
    }

    /** {@return the text} */
    StringValue result(Machine machine) {
        machine.budget().characters(text.length());
        return new StringValue(text.toString(), unknown);
    }
}
