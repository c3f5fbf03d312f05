package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The methods of texts. On a text with an unknown part a text stays one with an unknown part; all else is unknown. */
final class StringMethods {
    private static final Set<String> NAMES = Set.of(
            "capitalize",
            "casefold",
            "center",
            "count",
            "encode",
            "endswith",
            "expandtabs",
            "find",
            "format",
            "format_map",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "maketrans",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "translate",
            "upper",
            "zfill");

    private StringMethods() {}

    /** {@return a method, if there is one of that name} */
    static Optional<Value> find(StringValue string, String name) {
        return NAMES.contains(name)
                ? Optional.of(new FunctionValue(name, (arguments, machine) -> call(string, name, arguments, machine)))
                : Optional.empty();
    }

    private static Value call(StringValue string, String name, Arguments arguments, Machine machine) {
        switch (name) {
            case "format" -> {
                return BraceFormat.format(string, arguments, machine);
            }
            case "join" -> {
                return join(string, arguments.bind(name, 1, "iterable").get(0).orElseThrow(), machine);
            }
            case "format_map", "encode", "maketrans", "translate" -> {
                return new UnknownValue("str." + name + "() is not evaluated");
            }
            default -> {
                // Below.
            }
        }
        Optional<String> unknown = string.unknown().or(arguments::unknown);
        if (unknown.isEmpty()) {
            return known(string.text(), name, arguments, machine);
        }
        if (arguments.positional().stream().anyMatch(UnknownValue.class::isInstance)) {
            return new UnknownValue(unknown.get());
        }
        try {
            Value result = known(string.text(), name, arguments, machine);
            return result instanceof StringValue text ? text.unknown(unknown.get()) : new UnknownValue(unknown.get());
        } catch (TemplateException e) {
            if (e.kind() == TemplateException.Kind.LIMIT) {
                throw e;
            }
            return new UnknownValue(unknown.get());
        }
    }

    /** {@return the texts of a sequence with this one between them} */
    static Value join(StringValue separator, Value items, Machine machine) {
        if (items instanceof UnknownValue) {
            return items;
        }
        Printer out = new Printer(machine);
        separator.unknown().ifPresent(out::unknown);
        boolean first = true;
        for (Value item : Sequences.items(items, machine)) {
            machine.budget().step();
            if (!(item instanceof StringValue) && !(item instanceof UnknownValue)) {
                throw TemplateException.error("sequence item: expected str instance, " + item.typeName() + " found");
            }
            if (!first) {
                out.append(separator.text());
            }
            first = false;
            item.print(out, false);
        }
        if (items.unknown().isPresent()) {
            out.append(first ? "" : separator.text());
            out.hole(new UnknownValue(items.unknown().get()));
        }
        return out.result();
    }

    private static Value known(String text, String name, Arguments arguments, Machine machine) {
        return switch (name) {
            case "upper" -> made(text.toUpperCase(Locale.ROOT), machine);
            case "lower", "casefold" -> made(text.toLowerCase(Locale.ROOT), machine);
            case "title" -> made(PythonText.title(text), machine);
            case "capitalize" -> made(PythonText.capitalize(text), machine);
            case "swapcase" -> made(swapCase(text), machine);
            case "strip" -> strip(text, arguments, true, true, machine);
            case "lstrip" -> strip(text, arguments, true, false, machine);
            case "rstrip" -> strip(text, arguments, false, true, machine);
            case "split" -> split(text, arguments, false, machine);
            case "rsplit" -> split(text, arguments, true, machine);
            case "splitlines" ->
                texts(
                        PythonText.lines(
                                text,
                                arguments
                                        .get(0, "keepends")
                                        .map(v -> v.truth() == Truth.TRUE)
                                        .orElse(false)),
                        machine);
            case "partition", "rpartition" -> partition(text, name, arguments);
            case "replace" -> {
                List<Optional<Value>> bound = arguments.bind(name, 2, "old", "new", "count");
                int count = bound.get(2)
                        .map(value -> Numbers.toInt(value, "a count"))
                        .orElse(-1);
                yield replace(text, string(bound.get(0)), string(bound.get(1)), count, machine);
            }
            case "startswith", "endswith" -> BooleanValue.of(affix(text, name, arguments));
            case "removeprefix" -> {
                String prefix = string(arguments.bind(name, 1, "prefix").get(0));
                yield made(text.startsWith(prefix) ? text.substring(prefix.length()) : text, machine);
            }
            case "removesuffix" -> {
                String suffix = string(arguments.bind(name, 1, "suffix").get(0));
                yield made(
                        !suffix.isEmpty() && text.endsWith(suffix)
                                ? text.substring(0, text.length() - suffix.length())
                                : text,
                        machine);
            }
            case "find", "rfind", "index", "rindex" -> indexOf(text, name, arguments);
            case "count" -> count(text, string(arguments.bind(name, 1, "sub").get(0)), machine);
            case "zfill" -> {
                int width =
                        Numbers.toInt(arguments.bind(name, 1, "width").get(0).orElseThrow(), "a width");
                boolean signed = text.startsWith("-") || text.startsWith("+");
                String sign = signed ? text.substring(0, 1) : "";
                yield made(
                        sign + FormatSpec.pad(text.substring(sign.length()), width - sign.length(), '>', "0", machine),
                        machine);
            }
            case "center", "ljust", "rjust" -> {
                List<Optional<Value>> bound = arguments.bind(name, 1, "width", "fillchar");
                int width = Numbers.toInt(bound.get(0).orElseThrow(), "a width");
                String fill = bound.get(1).isPresent() ? string(bound.get(1)) : " ";
                yield made(
                        name.equals("center")
                                ? center(text, width, fill, machine)
                                : FormatSpec.pad(text, width, name.equals("ljust") ? '<' : '>', fill, machine),
                        machine);
            }
            case "expandtabs" -> {
                int size = arguments
                        .get(0, "tabsize")
                        .map(value -> Numbers.toInt(value, "a tab size"))
                        .orElse(8);
                yield made(expandTabs(text, size, machine), machine);
            }
            default -> BooleanValue.of(is(text, name));
        };
    }

    private static Value made(String text, Machine machine) {
        return machine.budget().text(text);
    }

    private static Value texts(List<String> parts, Machine machine) {
        machine.budget().items(parts.size());
        machine.budget().steps(parts.size());
        List<Value> values = new ArrayList<>();
        parts.forEach(part -> values.add(new StringValue(part)));
        return new ListValue(values);
    }

    private static String string(Optional<Value> value) {
        if (value.orElseThrow() instanceof StringValue string) {
            return string.text();
        }
        throw TemplateException.error("must be str, not " + value.get().typeName());
    }

    private static boolean is(String text, String name) {
        return switch (name) {
            case "isalnum" -> PythonText.all(text, Character::isLetterOrDigit);
            case "isalpha" -> PythonText.all(text, Character::isLetter);
            case "isascii" -> text.chars().allMatch(c -> c < 0x80);
            case "isdecimal", "isdigit" -> PythonText.all(text, Character::isDigit);
            case "isnumeric" ->
                PythonText.all(text, c -> Character.isDigit(c) || Character.getType(c) == Character.OTHER_NUMBER);
            case "isidentifier" ->
                !text.isEmpty()
                        && (Character.isUnicodeIdentifierStart(text.codePointAt(0)) || text.charAt(0) == '_')
                        && text.codePoints().allMatch(c -> Character.isUnicodeIdentifierPart(c) || c == '_');
            case "islower" -> PythonText.hasCase(text, false);
            case "isupper" -> PythonText.hasCase(text, true);
            case "isspace" -> PythonText.all(text, PythonText::isSpace);
            default -> PythonText.title(text).equals(text) && text.chars().anyMatch(Character::isLetter);
        };
    }

    private static Value strip(String text, Arguments arguments, boolean left, boolean right, Machine machine) {
        Optional<Value> characters =
                arguments.bind("strip", 0, "chars").get(0).filter(value -> value != NoneValue.NONE);
        if (characters.isEmpty()) {
            return made(PythonText.strip(text, PythonText::isSpace, left, right), machine);
        }
        String set = string(characters);
        return made(PythonText.strip(text, c -> set.indexOf(c) >= 0, left, right), machine);
    }

    private static Value split(String text, Arguments arguments, boolean fromRight, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("split", 0, "sep", "maxsplit");
        int max = bound.get(1).map(value -> Numbers.toInt(value, "a count")).orElse(-1);
        if (bound.get(0).isEmpty() || bound.get(0).get() == NoneValue.NONE) {
            return texts(PythonText.splitSpace(text, max, fromRight), machine);
        }
        String separator = string(bound.get(0));
        if (separator.isEmpty()) {
            throw TemplateException.error("empty separator");
        }
        return texts(PythonText.split(text, separator, max, fromRight), machine);
    }

    private static Value partition(String text, String name, Arguments arguments) {
        String separator = string(arguments.bind(name, 1, "sep").get(0));
        if (separator.isEmpty()) {
            throw TemplateException.error("empty separator");
        }
        boolean fromRight = name.equals("rpartition");
        int at = fromRight ? text.lastIndexOf(separator) : text.indexOf(separator);
        StringValue whole = new StringValue(text);
        if (at < 0) {
            return new TupleValue(
                    fromRight
                            ? List.of(StringValue.EMPTY, StringValue.EMPTY, whole)
                            : List.of(whole, StringValue.EMPTY, StringValue.EMPTY));
        }
        return new TupleValue(List.of(
                new StringValue(text.substring(0, at)),
                new StringValue(separator),
                new StringValue(text.substring(at + separator.length()))));
    }

    /** {@return the text with a part replaced, at most so many times if the count is not negative} */
    static Value replace(String text, String old, String replacement, int count, Machine machine) {
        if (old.isEmpty() || count == 0 || !text.contains(old)) {
            return old.isEmpty() && count != 0
                    ? made(interleave(text, replacement, count, machine), machine)
                    : new StringValue(text);
        }
        Printer out = new Printer(machine);
        int from = 0;
        int replaced = 0;
        while (count < 0 || replaced < count) {
            int at = text.indexOf(old, from);
            if (at < 0) {
                break;
            }
            out.append(text.substring(from, at));
            out.append(replacement);
            from = at + old.length();
            replaced++;
        }
        out.append(text.substring(from));
        return out.result();
    }

    private static String interleave(String text, String between, int count, Machine machine) {
        machine.budget().characters(text.length() + (text.length() + 1L) * between.length());
        StringBuilder out = new StringBuilder();
        int left = count < 0 ? Integer.MAX_VALUE : count;
        for (int c : text.codePoints().toArray()) {
            if (left-- > 0) {
                out.append(between);
            }
            out.appendCodePoint(c);
        }
        return left > 0 ? out.append(between).toString() : out.toString();
    }

    private static boolean affix(String text, String name, Arguments arguments) {
        Value affixes = arguments
                .get(0, "prefix")
                .orElseThrow(() -> TemplateException.error(name + "() takes at least 1 argument (0 given)"));
        List<Value> all = affixes instanceof TupleValue tuple ? tuple.items() : List.of(affixes);
        for (Value one : all) {
            String affix = string(Optional.of(one));
            if (name.equals("startswith") ? text.startsWith(affix) : text.endsWith(affix)) {
                return true;
            }
        }
        return false;
    }

    private static Value indexOf(String text, String name, Arguments arguments) {
        List<Optional<Value>> bound = arguments.bind(name, 1, "sub", "start", "end");
        String part = string(bound.get(0));
        int size = text.codePointCount(0, text.length());
        int start = bound.get(1).map(value -> bound(value, size)).orElse(0);
        int end = bound.get(2).map(value -> bound(value, size)).orElse(size);
        int at = -1;
        if (start <= end) {
            int from = text.offsetByCodePoints(0, start);
            String searched = text.substring(from, text.offsetByCodePoints(0, end));
            int found = name.startsWith("r") ? searched.lastIndexOf(part) : searched.indexOf(part);
            at = found < 0 ? -1 : text.codePointCount(0, from + found);
        }
        if (at < 0 && name.endsWith("index")) {
            throw TemplateException.error("substring not found");
        }
        return IntegerValue.of(at);
    }

    private static int bound(Value value, int size) {
        int index = Numbers.toInt(value, "an index");
        return Math.max(0, Math.min(size, index < 0 ? index + size : index));
    }

    private static Value count(String text, String part, Machine machine) {
        if (part.isEmpty()) {
            return IntegerValue.of(text.codePointCount(0, text.length()) + 1L);
        }
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            machine.budget().step();
            count++;
        }
        return IntegerValue.of(count);
    }

    private static String swapCase(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            out.append(Character.isUpperCase(c) ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
        });
        return out.toString();
    }

    /** Python puts the odd space before the text or behind it, depending on both lengths. */
    static String center(String text, int width, String fill, Machine machine) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        machine.budget().characters(missing);
        int before = missing / 2 + (missing & width & 1);
        return fill.repeat(before) + text + fill.repeat(missing - before);
    }

    private static String expandTabs(String text, int size, Machine machine) {
        Printer out = new Printer(machine);
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t') {
                int spaces = size <= 0 ? 0 : size - column % size;
                machine.budget().characters(spaces);
                out.append(" ".repeat(spaces));
                column += spaces;
            } else {
                out.append(String.valueOf(c));
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return out.result().text();
    }
}
