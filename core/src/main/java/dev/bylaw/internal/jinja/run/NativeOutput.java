package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Output of dbt's native environment: a template that is one expression keeps the type of its value, anything else
 * becomes text.
 */
final class NativeOutput implements Output {
    private record Part(List<Value> values, String text) implements Piece {}

    private final List<Value> values = new ArrayList<>();
    private Optional<String> unknown = Optional.empty();

    @Override
    public void data(Template template, int start, int end, Machine machine) {
        values.add(new StringValue(TextOutput.normalized(template.file().text().substring(start, end))));
    }

    @Override
    public void value(Value value, boolean constant, int start, int end, Machine machine) {
        // Jinja computes constants when it reads the template, and writes them as text; what a host adds is no
        // constant.
        values.add(constant && isOfPython(value) ? Printer.string(value, machine) : value);
    }

    private static boolean isOfPython(Value value) {
        return value == NoneValue.NONE
                || Numbers.isNumber(value)
                || value instanceof StringValue
                || value instanceof ListValue
                || value instanceof TupleValue
                || value instanceof DictionaryValue;
    }

    @Override
    public int mark() {
        return values.size();
    }

    @Override
    public Piece cut(int mark) {
        List<Value> taken = new ArrayList<>(values.subList(mark, values.size()));
        values.subList(mark, values.size()).clear();
        StringBuilder text = new StringBuilder();
        taken.forEach(value -> text.append(value instanceof StringValue string ? string.text() : "?"));
        return new Part(taken, text.toString());
    }

    @Override
    public void add(Piece piece) {
        values.addAll(((Part) piece).values);
    }

    @Override
    public void unknown(String reason) {
        unknown = Optional.of(reason);
    }

    /** {@return the value} */
    Value result(Machine machine) {
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        if (values.isEmpty()) {
            return StringValue.EMPTY;
        }
        return values.size() == 1 ? values.get(0) : Arithmetic.join(values, machine);
    }
}
