package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** JSON as Python's {@code json.dumps} writes it. */
public final class Json {
    private static final int MAX_DEPTH = 60;

    private final Machine machine;
    private final boolean sorted;
    private final Optional<Integer> indent;
    private final Printer out;

    private Json(boolean sorted, Optional<Integer> indent, Machine machine) {
        this.machine = machine;
        this.sorted = sorted;
        this.indent = indent;
        this.out = new Printer(machine);
    }

    /**
     * Writes a value.
     *
     * @param value the value
     * @param sorted whether keys are sorted
     * @param indent by how much inner values are indented; empty for all on one line
     * @param machine the evaluation
     * @return the text; what is not known leaves a marker
     * @throws TemplateException if JSON has no such value
     */
    public static StringValue write(Value value, boolean sorted, Optional<Integer> indent, Machine machine) {
        Json json = new Json(sorted, indent, machine);
        json.write(value, 0);
        return json.out.result();
    }

    private void write(Value value, int depth) {
        machine.budget().step();
        if (depth > MAX_DEPTH) {
            throw TemplateException.limit("a value nested more than " + MAX_DEPTH + " deep");
        }
        if (value == NoneValue.NONE) {
            out.append("null");
        } else if (value instanceof BooleanValue bool) {
            out.append(bool.value() ? "true" : "false");
        } else if (value instanceof FloatValue number) {
            out.append(
                    Double.isNaN(number.value())
                            ? "NaN"
                            : Double.isInfinite(number.value())
                                    ? (number.value() > 0 ? "Infinity" : "-Infinity")
                                    : FloatValue.text(number.value()));
        } else if (value instanceof IntegerValue) {
            value.print(out, false);
        } else if (value instanceof StringValue text) {
            text.unknown().ifPresent(out::unknown);
            out.append(quoted(text.text()));
        } else if (value instanceof UnknownValue unknown) {
            out.hole(unknown);
        } else if (value instanceof DictionaryValue dictionary) {
            dictionary(dictionary, depth);
        } else if (value instanceof ListValue list) {
            sequence(list.items(), list.unknown(), depth);
        } else if (value instanceof TupleValue tuple) {
            sequence(tuple.items(), Optional.empty(), depth);
        } else {
            throw TemplateException.error("Object of type " + value.typeName() + " is not JSON serializable");
        }
    }

    private void sequence(List<Value> items, Optional<String> unknown, int depth) {
        if (items.isEmpty() && unknown.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append("[");
        boolean first = true;
        for (Value item : items) {
            between(first, depth + 1);
            first = false;
            write(item, depth + 1);
        }
        if (unknown.isPresent()) {
            between(first, depth + 1);
            out.hole(new UnknownValue(unknown.get()));
        }
        newline(depth);
        out.append("]");
    }

    private void dictionary(DictionaryValue dictionary, int depth) {
        if (dictionary.size() == 0 && dictionary.unknown().isEmpty()) {
            out.append("{}");
            return;
        }
        out.append("{");
        boolean first = true;
        List<Value> keys = dictionary.keys();
        if (sorted) {
            keys = Ordering.sort(keys, key -> key, false, machine).orElse(keys);
        }
        for (Value key : keys) {
            between(first, depth + 1);
            first = false;
            out.append(quoted(key(key)));
            out.append(": ");
            write(dictionary.get(key).orElseThrow(), depth + 1);
        }
        if (dictionary.unknown().isPresent()) {
            between(first, depth + 1);
            out.hole(new UnknownValue(dictionary.unknown().get()));
        }
        newline(depth);
        out.append("}");
    }

    private String key(Value key) {
        if (key == NoneValue.NONE) {
            return "null";
        }
        if (key instanceof BooleanValue bool) {
            return bool.value() ? "true" : "false";
        }
        if (key instanceof StringValue || Numbers.isNumber(key)) {
            return Printer.string(key, machine).text();
        }
        throw TemplateException.error("keys must be str, int, float, bool or None, not " + key.typeName());
    }

    private void between(boolean first, int depth) {
        if (!first) {
            out.append(indent.isPresent() ? "," : ", ");
        }
        newline(depth);
    }

    private void newline(int depth) {
        if (indent.isPresent()) {
            out.append("\n");
            out.append(" ".repeat(Math.min(Math.max(indent.get(), 0), 100) * depth));
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
