package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.PythonText;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that make texts of texts. */
final class TextFilters {
    private static final Pattern WORD_START = Pattern.compile("[-\\s({\\[<]+");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    private TextFilters() {}

    static void register(Map<String, Library.Entry> filters) {
        plain(filters, "capitalize", (text, arguments, machine) -> PythonText.capitalize(text));
        plain(filters, "lower", (text, arguments, machine) -> text.toLowerCase(Locale.ROOT));
        plain(filters, "upper", (text, arguments, machine) -> text.toUpperCase(Locale.ROOT));
        plain(filters, "title", (text, arguments, machine) -> title(text));
        plain(filters, "e", (text, arguments, machine) -> escape(text));
        plain(filters, "escape", (text, arguments, machine) -> escape(text));
        plain(filters, "forceescape", (text, arguments, machine) -> escape(text));
        plain(filters, "string", (text, arguments, machine) -> text);
        plain(filters, "safe", (text, arguments, machine) -> text);
        plain(filters, "striptags", (text, arguments, machine) -> stripTags(text));
        plain(filters, "truncate", TextFilters::truncate);
        plain(filters, "wordwrap", TextFilters::wrap);
        plain(filters, "indent", TextFilters::indent);
        add(filters, "trim", (value, arguments, machine) -> method(value, "strip", arguments, machine));
        add(filters, "center", (value, arguments, machine) -> {
            Value width = arguments.bind("center", 0, "width").get(0).orElse(IntegerValue.of(80));
            return method(value, "center", Arguments.of(width), machine);
        });
        filters.put("replace", new Library.Entry(TextFilters::replace, true));
        filters.put("format", new Library.Entry(TextFilters::format, true));
        add(filters, "wordcount", (value, arguments, machine) -> {
            int words = 0;
            Matcher matcher = WORD.matcher(text(value, machine));
            while (matcher.find()) {
                words++;
            }
            return IntegerValue.of(words);
        });
        add(filters, "filesizeformat", TextFilters::fileSize);
        add(filters, "urlencode", TextFilters::urlEncode);
        add(filters, "xmlattr", TextFilters::attributes);
        add(filters, "pprint", (value, arguments, machine) -> machine.budget().text(Printer.quoted(value, machine)));
        add(filters, "urlize", (value, arguments, machine) -> new UnknownValue("the filter urlize is not evaluated"));
    }

    /** What a filter of a text does. */
    @FunctionalInterface
    private interface TextFilter {
        String apply(String text, Arguments arguments, Machine machine);
    }

    private static void add(Map<String, Library.Entry> filters, String name, Library.Filter filter) {
        filters.put(name, new Library.Entry(filter, false));
    }

    private static void plain(Map<String, Library.Entry> filters, String name, TextFilter filter) {
        add(filters, name, (value, arguments, machine) -> {
            StringValue string = Printer.string(value, machine);
            StringValue made = machine.budget().text(filter.apply(string.text(), arguments, machine));
            return string.unknown().map(made::unknown).orElse(made);
        });
    }

    private static String text(Value value, Machine machine) {
        return Printer.string(value, machine).text();
    }

    private static Value method(Value value, String name, Arguments arguments, Machine machine) {
        StringValue string = Printer.string(value, machine);
        return machine.call(Attributes.attribute(string, name, machine), arguments);
    }

    private static Value replace(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("replace", 2, "old", "new", "count");
        if (value instanceof UnknownValue || bound.get(0).orElseThrow() instanceof UnknownValue) {
            return new UnknownValue(value.unknown()
                    .or(() -> bound.get(0).flatMap(Value::unknown))
                    .orElseThrow());
        }
        Value old = Printer.string(bound.get(0).orElseThrow(), machine);
        Value replacement = Printer.string(bound.get(1).orElseThrow(), machine);
        List<Value> all = new ArrayList<>(List.of(old, replacement));
        bound.get(2).filter(count -> count != NoneValue.NONE).ifPresent(all::add);
        return method(value, "replace", new Arguments(all, Map.of()), machine);
    }

    private static Value format(Value value, Arguments arguments, Machine machine) {
        Value given = arguments.named().isEmpty()
                ? new TupleValue(arguments.positional())
                : DictionaryValue.of(arguments.named());
        if (!arguments.named().isEmpty() && !arguments.positional().isEmpty()) {
            throw TemplateException.error("can't handle positional and keyword arguments at the same time");
        }
        if (value instanceof UnknownValue || arguments.open().isPresent()) {
            return new UnknownValue(value.unknown().or(arguments::open).orElseThrow());
        }
        return Arithmetic.apply(Arithmetic.Operator.MODULO, Printer.string(value, machine), given, machine);
    }

    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = WORD_START.matcher(text);
        int from = 0;
        while (from < text.length()) {
            boolean found = matcher.find(from);
            int stop = found ? matcher.start() : text.length();
            out.append(PythonText.capitalize(text.substring(from, stop)));
            if (!found) {
                break;
            }
            out.append(matcher.group());
            from = matcher.end();
        }
        return out.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace(">", "&gt;")
                .replace("<", "&lt;")
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    /** A text without comments and tags; what has no end stays. */
    private static String withoutTags(String text) {
        StringBuilder plain = new StringBuilder();
        int from = 0;
        int comments = text.lastIndexOf("-->");
        int tags = text.lastIndexOf('>');
        for (int open = text.indexOf('<'); open >= 0 && open < tags; open = text.indexOf('<', from)) {
            plain.append(text, from, open);
            boolean comment = text.startsWith("<!--", open) && open + 4 <= comments;
            from = comment ? text.indexOf("-->", open + 4) + 3 : text.indexOf('>', open) + 1;
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static String stripTags(String text) {
        String plain = withoutTags(text);
        String words = String.join(" ", PythonText.strip(plain).split("\\s+"));
        return words.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String truncate(String text, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("truncate", 0, "length", "killwords", "end", "leeway");
        int length = bound.get(0).map(value -> Numbers.toInt(value, "a length")).orElse(255);
        boolean killWords =
                bound.get(1).map(value -> value.truth() == Truth.TRUE).orElse(false);
        String end = bound.get(2).map(value -> text(value, machine)).orElse("...");
        int leeway = bound.get(3)
                .filter(value -> value != NoneValue.NONE)
                .map(value -> Numbers.toInt(value, "a leeway"))
                .orElse(5);
        if (length < end.length() || leeway < 0) {
            throw TemplateException.error("expected length >= " + end.length() + ", got " + length);
        }
        int[] points = text.codePoints().toArray();
        if (points.length <= length + leeway) {
            return text;
        }
        String cut = new String(points, 0, length - end.length());
        if (!killWords && cut.lastIndexOf(' ') >= 0) {
            cut = cut.substring(0, cut.lastIndexOf(' '));
        }
        return cut + end;
    }

    private static String wrap(String text, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound =
                arguments.bind("wordwrap", 0, "width", "break_long_words", "wrapstring", "break_on_hyphens");
        int width = bound.get(0).map(value -> Numbers.toInt(value, "a width")).orElse(79);
        boolean breakLong =
                bound.get(1).map(value -> value.truth() == Truth.TRUE).orElse(true);
        String newline = bound.get(2)
                .filter(value -> value != NoneValue.NONE)
                .map(value -> text(value, machine))
                .orElse("\n");
        if (width <= 0) {
            throw TemplateException.error("invalid width " + width + " (must be > 0)");
        }
        List<String> lines = new ArrayList<>();
        for (String paragraph : PythonText.lines(text, false)) {
            machine.budget().steps(paragraph.length());
            List<String> wrapped = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split("(?<=\\s)(?=\\S)|(?<=\\S)(?=\\s)")) {
                if (line.length() + word.length() > width && !word.isBlank()) {
                    if (!line.toString().isBlank()) {
                        wrapped.add(line.toString().stripTrailing());
                    }
                    line.setLength(0);
                    while (breakLong && word.length() > width) {
                        wrapped.add(word.substring(0, width));
                        word = word.substring(width);
                    }
                }
                if (!(word.isBlank() && line.length() == 0 && !wrapped.isEmpty())) {
                    line.append(word);
                }
            }
            if (!line.toString().isBlank()) {
                wrapped.add(line.toString().stripTrailing());
            }
            lines.add(String.join(newline, wrapped));
        }
        return String.join(newline, lines);
    }

    private static String indent(String text, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("indent", 0, "width", "first", "blank");
        Value width = bound.get(0).orElse(IntegerValue.of(4));
        String blanks;
        if (width instanceof StringValue string) {
            blanks = string.text();
        } else {
            int count = Math.max(0, Numbers.toInt(width, "a width"));
            machine.budget().characters(count);
            blanks = " ".repeat(count);
        }
        boolean first = bound.get(1).map(value -> value.truth() == Truth.TRUE).orElse(false);
        boolean blank = bound.get(2).map(value -> value.truth() == Truth.TRUE).orElse(false);
        List<String> lines = PythonText.lines(text + "\n", false);
        machine.budget().characters((long) lines.size() * blanks.length() + text.length());
        StringBuilder out = new StringBuilder(first ? blanks : "");
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                out.append('\n').append(blank || !lines.get(i).isEmpty() ? blanks : "");
            }
            out.append(lines.get(i));
        }
        return out.toString();
    }

    private static Value fileSize(Value value, Arguments arguments, Machine machine) {
        boolean binary = arguments
                .bind("filesizeformat", 0, "binary")
                .get(0)
                .map(v -> v.truth() == Truth.TRUE)
                .orElse(false);
        double bytes = Double.parseDouble(PythonText.strip(text(value, machine)));
        int base = binary ? 1_024 : 1_000;
        if (bytes == 1) {
            return new StringValue("1 Byte");
        }
        if (bytes < base) {
            return new StringValue((long) bytes + " Bytes");
        }
        String prefixes = "kMGTPEZY";
        double unit = base;
        int i = 0;
        while (i < prefixes.length() - 1 && bytes >= unit * base) {
            unit *= base;
            i++;
        }
        String prefix = prefixes.substring(i, i + 1);
        return new StringValue(String.format(
                Locale.ROOT, "%.1f %s", bytes / unit, binary ? prefix.toUpperCase(Locale.ROOT) + "iB" : prefix + "B"));
    }

    private static Value urlEncode(Value value, Arguments arguments, Machine machine) {
        if (value instanceof StringValue || !Sequences.iterable(value)) {
            return machine.budget().text(quote(text(value, machine)).replace("%2F", "/"));
        }
        List<String> pairs = new ArrayList<>();
        List<Value> items = value instanceof DictionaryValue
                ? Sequences.items(machine.call(Attributes.attribute(value, "items", machine), List.of()), machine)
                : Sequences.items(value, machine);
        for (Value item : items) {
            List<Value> pair = Sequences.items(item, machine);
            if (pair.size() != 2) {
                throw TemplateException.error("expected pairs of key and value");
            }
            pairs.add(quote(text(pair.get(0), machine)).replace("%20", "+") + "="
                    + quote(text(pair.get(1), machine)).replace("%20", "+"));
        }
        return machine.budget().text(String.join("&", pairs));
    }

    private static String quote(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static Value attributes(Value value, Arguments arguments, Machine machine) {
        if (!(value instanceof DictionaryValue dictionary)) {
            throw TemplateException.error("'" + value.typeName() + "' object has no attribute 'items'");
        }
        boolean space = arguments
                .bind("xmlattr", 0, "autospace")
                .get(0)
                .map(v -> v.truth() == Truth.TRUE)
                .orElse(true);
        StringBuilder out = new StringBuilder();
        List<Value> values = dictionary.values();
        int i = 0;
        for (Value key : dictionary.keys()) {
            Value one = values.get(i++);
            if (one == NoneValue.NONE || one instanceof UndefinedValue) {
                continue;
            }
            out.append(out.length() > 0 ? " " : "")
                    .append(escape(text(key, machine)))
                    .append("=\"")
                    .append(escape(text(one, machine)))
                    .append('"');
        }
        return machine.budget().text(space && out.length() > 0 ? " " + out : out.toString());
    }
}
