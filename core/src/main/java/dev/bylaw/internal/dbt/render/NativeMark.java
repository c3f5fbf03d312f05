package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.run.Library;
import dev.bylaw.internal.jinja.syntax.Expression;
import dev.bylaw.internal.jinja.syntax.TemplateParser;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text that dbt's filters {@code as_bool}, {@code as_number} and {@code as_native} have marked: as the whole value of
 * a property it is read as a literal of Python.
 *
 * @param kind the filter
 * @param text the text
 */
record NativeMark(String kind, StringValue text) implements Value {
    /** Jinja's filters with those that dbt adds to templates. */
    static final Library TEXT_LIBRARY = Library.JINJA
            .with("as_text", (value, arguments, machine) -> value)
            .with("as_bool", (value, arguments, machine) -> value)
            .with("as_native", (value, arguments, machine) -> value)
            .with("as_number", (value, arguments, machine) -> value)
            .with("is_list", (value, arguments, machine) -> isList(value));

    /** Jinja's filters with those that dbt adds to properties. */
    static final Library NATIVE_LIBRARY = Library.JINJA
            .with("as_text", (value, arguments, machine) -> mark("as_text", value, machine))
            .with("as_bool", (value, arguments, machine) -> mark("as_bool", value, machine))
            .with("as_native", (value, arguments, machine) -> mark("as_native", value, machine))
            .with("as_number", (value, arguments, machine) -> mark("as_number", value, machine))
            .with("is_list", (value, arguments, machine) -> isList(value));

    /** The blank keeps a sign in the text from being read as one of the tag. */
    private static final String OPEN = "{{ ";

    private static Value isList(Value value) {
        return BooleanValue.of(
                value instanceof UnknownValue ? Truth.UNKNOWN : Truth.of(value instanceof ListValue),
                value.unknown().orElse(""));
    }

    private static Value mark(String kind, Value value, Machine machine) {
        return value instanceof UnknownValue ? value : new NativeMark(kind, Printer.string(value, machine));
    }

    @Override
    public String typeName() {
        return "str";
    }

    @Override
    public Truth truth() {
        return text.truth();
    }

    @Override
    public Optional<String> unknown() {
        return text.unknown();
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        text.print(printer, quoted);
    }

    /**
     * The value that is meant.
     *
     * @return the value
     * @throws TemplateException if it is not of the type that the filter asks for
     */
    Value read() {
        if (kind.equals("as_text") || text.unknown().isPresent()) {
            return text;
        }
        Value result = literal().orElse(text);
        if (kind.equals("as_bool") && !(result instanceof BooleanValue)) {
            throw TemplateException.error("cannot convert " + StringValue.quote(text.text()) + " into a boolean");
        }
        if (kind.equals("as_number") && (!Numbers.isNumber(result) || result instanceof BooleanValue)) {
            throw TemplateException.error("cannot convert " + StringValue.quote(text.text()) + " into a number");
        }
        return result;
    }

    private Optional<Value> literal() {
        String source = OPEN + text.text() + "\n}}";
        try {
            Expression expression = TemplateParser.parseExpression(new SourceFile("value", source), 0, source.length());
            return literal(expression);
        } catch (TemplateException e) {
            return Optional.empty();
        }
    }

    /** Python's literals: unlike Jinja's, no {@code true}, {@code false} and {@code none}. */
    private Optional<Value> literal(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            String written = text.text()
                    .substring(
                            Math.max(0, literal.start() - OPEN.length()),
                            Math.min(text.text().length(), literal.end() - OPEN.length()));
            boolean python = !written.equals("true") && !written.equals("false") && !written.equals("none");
            return python ? Optional.of(literal.value()) : Optional.empty();
        }
        if (expression instanceof Expression.Sign sign
                && sign.operand() instanceof Expression.Literal number
                && Numbers.isNumber(number.value())) {
            return Optional.of(sign.negative() ? Arithmetic.negate(number.value()) : number.value());
        }
        if (expression instanceof Expression.ListLiteral list) {
            return all(list.items()).map(ListValue::new);
        }
        if (expression instanceof Expression.TupleLiteral tuple) {
            return all(tuple.items()).map(TupleValue::new);
        }
        if (expression instanceof Expression.DictionaryLiteral dictionary) {
            return entries(dictionary);
        }
        return Optional.empty();
    }

    private Optional<List<Value>> all(List<Expression> items) {
        List<Value> values = new ArrayList<>();
        for (Expression item : items) {
            Optional<Value> value = literal(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    private Optional<Value> entries(Expression.DictionaryLiteral dictionary) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Expression.Pair pair : dictionary.pairs()) {
            Optional<Value> key = literal(pair.key());
            Optional<Value> value = literal(pair.value());
            if (value.isEmpty() || !(key.orElse(null) instanceof StringValue name)) {
                return Optional.empty();
            }
            entries.put(name.text(), value.get());
        }
        return Optional.of(DictionaryValue.of(entries));
    }
}
