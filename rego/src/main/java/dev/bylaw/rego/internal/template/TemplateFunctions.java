package dev.bylaw.rego.internal.template;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.Printf;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;

/** The functions of templates, but {@code and} and {@code or}, which stop early. */
final class TemplateFunctions {
    static final Set<String> NAMES = Set.of(
            "and",
            "or",
            "not",
            "len",
            "index",
            "slice",
            "print",
            "printf",
            "println",
            "html",
            "js",
            "urlquery",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "call");

    /** Something that a function does not take. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message, null, false, false);
        }
    }

    private final LongConsumer work;

    TemplateFunctions(LongConsumer work) {
        this.work = work;
    }

    Object call(String name, List<Object> arguments) {
        return switch (name) {
            case "not" -> {
                check(name, arguments, 1, 1);
                yield BooleanValue.of(!TemplateValues.isTrue(arguments.get(0)));
            }
            case "len" -> {
                check(name, arguments, 1, 1);
                yield length(arguments.get(0));
            }
            case "index" -> index(name, arguments);
            case "slice" -> slice(name, arguments);
            case "print" -> StringValue.of(print(arguments, false));
            case "println" -> StringValue.of(print(arguments, true) + "\n");
            case "printf" -> printf(name, arguments);
            case "html" -> StringValue.of(html(print(arguments, false)));
            case "js" -> StringValue.of(js(print(arguments, false)));
            case "urlquery" -> StringValue.of(query(print(arguments, false)));
            case "eq" -> BooleanValue.of(equal(name, arguments));
            case "ne" -> {
                check(name, arguments, 2, 2);
                yield BooleanValue.of(!equal(name, arguments));
            }
            case "lt" -> BooleanValue.of(compare(name, arguments) < 0);
            case "le" -> BooleanValue.of(compare(name, arguments) <= 0);
            case "gt" -> BooleanValue.of(compare(name, arguments) > 0);
            case "ge" -> BooleanValue.of(compare(name, arguments) >= 0);
            default -> throw new Fault("non-function " + name);
        };
    }

    static void check(String name, List<Object> arguments, int least, int most) {
        int found = arguments.size();
        if (found < least || found > most) {
            String wanted = least == most ? Integer.toString(least) : "at least " + least;
            throw new Fault("wrong number of args for " + name + ": want " + wanted + " got " + found);
        }
    }

    private static Object length(Object item) {
        if (item instanceof StringValue text) {
            return (long) Utf8.encode(text.value()).length;
        }
        if (item instanceof NumberValue number) {
            return (long) number.toString().length();
        }
        if (item instanceof ArrayValue array) {
            return (long) array.size();
        }
        if (item instanceof ObjectValue object) {
            return (long) object.size();
        }
        throw new Fault(
                item == null ? "len of nil pointer" : "error calling len: len of type " + TemplateValues.type(item));
    }

    private static int position(Object index, int size) {
        if (!(index instanceof Long)) {
            throw new Fault(
                    index == null
                            ? "cannot index slice/array with nil"
                            : "cannot index slice/array with type " + TemplateValues.type(index));
        }
        long position = (Long) index;
        if (position < 0 || position >= size) {
            throw new Fault("index out of range: " + position);
        }
        return (int) position;
    }

    private Object index(String name, List<Object> arguments) {
        check(name, arguments, 1, Integer.MAX_VALUE);
        Object item = arguments.get(0);
        for (Object index : arguments.subList(1, arguments.size())) {
            work.accept(1);
            if (item == null) {
                throw new Fault("error calling index: index of untyped nil");
            }
            if (item instanceof ArrayValue array) {
                item = array.get(position(index, array.size()));
            } else if (item instanceof StringValue text) {
                byte[] bytes = Utf8.encode(text.value());
                item = (long) (bytes[position(index, bytes.length)] & 0xff);
            } else if (item instanceof ObjectValue object) {
                if (!(index instanceof StringValue)) {
                    throw new Fault("value has type " + (index == null ? "nil" : TemplateValues.type(index))
                            + "; should be string");
                }
                item = object.get((Value) index);
            } else {
                throw new Fault("can't index item of type " + TemplateValues.type(item));
            }
        }
        return item;
    }

    private static Object slice(String name, List<Object> arguments) {
        check(name, arguments, 1, Integer.MAX_VALUE);
        Object item = arguments.get(0);
        List<Object> indexes = arguments.subList(1, arguments.size());
        if (indexes.size() > 3) {
            throw new Fault("too many slice indexes: " + indexes.size());
        }
        byte[] bytes = item instanceof StringValue text ? Utf8.encode(text.value()) : null;
        if (bytes == null && !(item instanceof ArrayValue)) {
            throw new Fault(
                    item == null ? "slice of untyped nil" : "can't slice item of type " + TemplateValues.type(item));
        }
        int size = bytes == null ? ((ArrayValue) item).size() : bytes.length;
        int from = indexes.isEmpty() ? 0 : position(indexes.get(0), size + 1);
        int to = indexes.size() < 2 ? size : position(indexes.get(1), size + 1);
        if (from > to) {
            throw new Fault("invalid slice index: " + from + " > " + to);
        }
        if (bytes != null) {
            return StringValue.of(Utf8.decode(java.util.Arrays.copyOfRange(bytes, from, to)));
        }
        return ArrayValue.of(((ArrayValue) item).items().subList(from, to));
    }

    /** Spaces stand between all words of a line, or otherwise between two that are no texts. */
    private String print(List<Object> arguments, boolean line) {
        TextSink out = new TextSink(work);
        for (int i = 0; i < arguments.size(); i++) {
            boolean texts =
                    i > 0 && (TemplateValues.isText(arguments.get(i)) || TemplateValues.isText(arguments.get(i - 1)));
            out.append(i > 0 && (line || !texts) ? " " : "");
            TemplateValues.write(arguments.get(i), out, "<nil>");
        }
        return out.finish();
    }

    private Object printf(String name, List<Object> arguments) {
        check(name, arguments, 1, Integer.MAX_VALUE);
        if (!(arguments.get(0) instanceof StringValue format)) {
            throw new Fault("wrong type for value; expected string; got " + TemplateValues.type(arguments.get(0)));
        }
        List<Object> plain = new ArrayList<>();
        for (Object argument : arguments.subList(1, arguments.size())) {
            if (argument instanceof Long) {
                plain.add(new Printf.Typed("int", argument, "vdboOxXcqU"));
            } else if (argument instanceof Double) {
                plain.add(argument);
            } else if (argument instanceof BooleanValue truth) {
                plain.add(Printf.Typed.of(truth.value()));
            } else if (argument instanceof NumberValue) {
                plain.add(new Printf.Typed("json.Number", argument.toString(), "vsxXq"));
            } else {
                TextSink text = new TextSink(work);
                TemplateValues.write(argument, text, "<nil>");
                plain.add(text.finish());
            }
        }
        TextSink out = new TextSink(work);
        Printf.print(format.value(), plain, out);
        return StringValue.of(out.finish());
    }

    private String html(String text) {
        work.accept(1 + text.length() / 4);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\ufffd');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private String js(String text) {
        work.accept(1 + text.length() / 4);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\'' -> out.append("\\'");
                case '"' -> out.append("\\\"");
                case '<', '>', '&', '=' -> out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private String query(String text) {
        work.accept(1 + text.length() / 4);
        StringBuilder out = new StringBuilder();
        for (byte b : Utf8.encode(text)) {
            if (b == ' ') {
                out.append('+');
            } else if (b > 0 && (Character.isLetterOrDigit(b) || "-_.~".indexOf(b) >= 0)) {
                out.append((char) b);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
            }
        }
        return out.toString();
    }

    private static boolean equal(String name, List<Object> arguments) {
        if (arguments.size() < 2) {
            throw new Fault("error calling " + name + ": missing argument for comparison");
        }
        Object first = TemplateValues.known(arguments.get(0));
        for (Object given : arguments.subList(1, arguments.size())) {
            Object other = TemplateValues.known(given);
            if (first == null || other == null) {
                if (first == other) {
                    return true;
                }
                continue;
            }
            String kind = TemplateValues.kind(first);
            if (!kind.equals(TemplateValues.kind(other))) {
                throw incompatible(name, first, other);
            }
            if (kind.isEmpty()) {
                throw new Fault("error calling " + name + ": non-comparable type " + TemplateValues.type(first));
            }
            if (TemplateValues.plain(first).equals(TemplateValues.plain(other))) {
                return true;
            }
        }
        return false;
    }

    private static Fault incompatible(String name, Object left, Object right) {
        return new Fault("error calling " + name + ": incompatible types for comparison: " + TemplateValues.type(left)
                + " and " + TemplateValues.type(right));
    }

    private static int compare(String name, List<Object> arguments) {
        check(name, arguments, 2, 2);
        Object left = TemplateValues.known(arguments.get(0));
        Object right = TemplateValues.known(arguments.get(1));
        if (left == null || right == null || TemplateValues.kind(left).isEmpty() || left instanceof BooleanValue) {
            throw new Fault("error calling " + name + ": invalid type for comparison");
        }
        if (!TemplateValues.kind(left).equals(TemplateValues.kind(right))) {
            throw incompatible(name, left, right);
        }
        if (left instanceof Long number) {
            return number.compareTo((Long) right);
        }
        if (left instanceof Double number) {
            return number.compareTo((Double) right);
        }
        return StringValue.of((String) TemplateValues.plain(left))
                .compareTo(StringValue.of((String) TemplateValues.plain(right)));
    }
}
