package dev.bylaw.internal.dbt.render;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.IteratorValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's {@code re}, in linear time: what such expressions cannot have, such as looking around and references back,
 * makes the result unknown.
 */
final class PythonRegex {
    private static final List<String> FUNCTIONS =
            List.of("search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn");

    private PythonRegex() {}

    static Value module() {
        Map<String, Value> module = new LinkedHashMap<>();
        for (String name : FUNCTIONS) {
            module.put(name, new FunctionValue(name, (arguments, machine) -> {
                if (arguments.positional().isEmpty()) {
                    throw TemplateException.error("re." + name + "() needs a pattern");
                }
                Value pattern = arguments.positional().get(0);
                Arguments rest = new Arguments(
                        arguments.positional().subList(1, arguments.positional().size()),
                        arguments.named(),
                        arguments.open(),
                        Optional.empty());
                return call(name, pattern, rest, machine);
            }));
        }
        module.put("compile", new FunctionValue("compile", (arguments, machine) -> {
            List<Optional<Value>> bound = arguments.bind("compile", 1, "pattern", "flags");
            int flags = bound.get(1).map(value -> Numbers.toInt(value, "flags")).orElse(0);
            return new Compiled(bound.get(0).orElseThrow(), flags);
        }));
        module.put(
                "escape",
                Modules.text(
                        "escape",
                        (texts, machine) -> machine.budget()
                                .text(texts.get(0)
                                        .replaceAll("([\\\\.^$*+?{}\\[\\]|()\\-&~# \\t\\n\\r\\f])", "\\\\$1"))));
        // The values of Python's flags.
        Map<String, Integer> flags = new LinkedHashMap<>();
        flags.put("IGNORECASE", 2);
        flags.put("I", 2);
        flags.put("MULTILINE", 8);
        flags.put("M", 8);
        flags.put("DOTALL", 16);
        flags.put("S", 16);
        flags.forEach((name, value) -> module.put(name, IntegerValue.of(value)));
        return DictionaryValue.of(module).open("this part of re is not evaluated");
    }

    /** A compiled pattern. */
    private record Compiled(Value pattern, int flags) implements CallableValue {
        @Override
        public String typeName() {
            return "re.Pattern";
        }

        @Override
        public Value call(Arguments arguments, Machine machine) {
            throw TemplateException.error("'re.Pattern' object is not callable");
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            if (name.equals("pattern")) {
                return Optional.of(pattern);
            }
            return FUNCTIONS.contains(name)
                    ? Optional.of(new FunctionValue(
                            name, (arguments, caller) -> PythonRegex.call(name, this, arguments, caller)))
                    : Optional.empty();
        }
    }

    private static Value call(String name, Value given, Arguments rest, Machine machine) {
        Value pattern = given instanceof Compiled compiled ? compiled.pattern() : given;
        Optional<String> unknown = pattern.unknown().or(rest::unknown);
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        if (!(pattern instanceof StringValue text)) {
            throw TemplateException.error("first argument must be string or compiled pattern");
        }
        boolean substitutes = name.startsWith("sub");
        List<Optional<Value>> bound = substitutes
                ? rest.bind(name, 2, "repl", "string", "count", "flags")
                : name.equals("split")
                        ? rest.bind(name, 1, "string", "maxsplit", "flags")
                        : rest.bind(name, 1, "string", "flags");
        Optional<Value> flagArgument = bound.get(bound.size() - 1);
        int flags = given instanceof Compiled compiled
                ? compiled.flags()
                : flagArgument.map(value -> Numbers.toInt(value, "flags")).orElse(0);
        String subject = Printer.string(bound.get(substitutes ? 1 : 0).orElseThrow(), machine)
                .text();
        Pattern compiled;
        try {
            compiled = compile(text.text(), flags);
        } catch (PatternSyntaxException e) {
            return new UnknownValue("the regular expression " + StringValue.quote(text.text())
                    + " uses what is not evaluated: " + e.getDescription());
        }
        machine.budget().steps(subject.length());
        int count = bound.size() > 2
                ? bound.get(bound.size() - 2)
                        .map(value -> Numbers.toInt(value, "a count"))
                        .orElse(0)
                : 0;
        return switch (name) {
            case "search" -> matcher(compiled, subject, Matcher::find);
            case "match" -> matcher(compiled, subject, Matcher::lookingAt);
            case "fullmatch" -> matcher(compiled, subject, Matcher::matches);
            case "split" -> split(compiled, subject, count, machine);
            case "findall", "finditer" -> findAll(compiled, subject, name.equals("finditer"), machine);
            default -> substitute(compiled, bound.get(0).orElseThrow(), subject, count, name.equals("subn"), machine);
        };
    }

    private static Pattern compile(String text, int flags) {
        int java = (flags & 2) != 0 ? Pattern.CASE_INSENSITIVE : 0;
        java |= (flags & 8) != 0 ? Pattern.MULTILINE : 0;
        java |= (flags & 16) != 0 ? Pattern.DOTALL : 0;
        return Pattern.compile(text.replace("\\Z", "\\z"), java);
    }

    /** A way to look for a match. */
    @FunctionalInterface
    private interface Search {
        boolean run(Matcher matcher);
    }

    private static Value matcher(Pattern pattern, String subject, Search search) {
        Matcher matcher = pattern.matcher(subject);
        return search.run(matcher) ? MatchValue.of(matcher, pattern, subject) : NoneValue.NONE;
    }

    private static Value split(Pattern pattern, String subject, int max, Machine machine) {
        List<Value> parts = new ArrayList<>();
        Matcher matcher = pattern.matcher(subject);
        int from = 0;
        int splits = 0;
        while ((max == 0 || splits < max) && matcher.find()) {
            parts.add(new StringValue(subject.substring(from, matcher.start())));
            for (int group = 1; group <= matcher.groupCount(); group++) {
                parts.add(text(matcher.group(group)));
            }
            from = matcher.end();
            splits++;
            machine.budget().items(parts.size());
        }
        parts.add(new StringValue(subject.substring(from)));
        return new ListValue(parts);
    }

    private static Value findAll(Pattern pattern, String subject, boolean matches, Machine machine) {
        List<Value> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(subject);
        while (matcher.find()) {
            machine.budget().items(found.size() + 1L);
            if (matches) {
                found.add(MatchValue.of(matcher, pattern, subject));
            } else if (matcher.groupCount() <= 1) {
                String group = matcher.group(matcher.groupCount());
                found.add(new StringValue(group == null ? "" : group));
            } else {
                List<Value> groups = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    groups.add(new StringValue(matcher.group(group) == null ? "" : matcher.group(group)));
                }
                found.add(new TupleValue(groups));
            }
        }
        return matches ? new IteratorValue(found, "callable_iterator", Optional.empty()) : new ListValue(found);
    }

    private static Value substitute(
            Pattern pattern, Value replacement, String subject, int max, boolean counts, Machine machine) {
        Matcher matcher = pattern.matcher(subject);
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        while ((max == 0 || count < max) && matcher.find()) {
            out.append(subject, from, matcher.start());
            if (replacement instanceof CallableValue function) {
                Value made = machine.call(function, List.of(MatchValue.of(matcher, pattern, subject)));
                if (made.unknown().isPresent()) {
                    return new UnknownValue(made.unknown().get());
                }
                out.append(Printer.string(made, machine).text());
            } else {
                out.append(expand(Printer.string(replacement, machine).text(), matcher));
            }
            machine.budget().characters(out.length() - (long) from);
            from = matcher.end();
            count++;
        }
        StringValue result =
                machine.budget().text(out.append(subject.substring(from)).toString());
        return counts ? new TupleValue(List.of(result, IntegerValue.of(count))) : result;
    }

    /** Python's replacement texts: {@code \1}, {@code \g<name>}. */
    private static String expand(String replacement, Matcher matcher) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char next = replacement.charAt(++i);
            int close = next == 'g' ? replacement.indexOf('>', i) : -1;
            if (Character.isDigit(next)) {
                out.append(group(matcher, String.valueOf(next)));
            } else if (close > 0 && replacement.charAt(i + 1) == '<') {
                out.append(group(matcher, replacement.substring(i + 2, close)));
                i = close;
            } else {
                out.append(next == 'n' ? "\n" : next == 't' ? "\t" : next == '\\' ? "\\" : "\\" + next);
            }
        }
        return out.toString();
    }

    private static String group(Matcher matcher, String name) {
        try {
            String group = name.chars().allMatch(Character::isDigit) && name.length() < 4
                    ? matcher.group(Integer.parseInt(name))
                    : matcher.group(name);
            return group == null ? "" : group;
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw TemplateException.error("invalid group reference " + name);
        }
    }

    private static Value text(String text) {
        return text == null ? NoneValue.NONE : new StringValue(text);
    }

    /**
     * A match.
     *
     * @param groups the groups, the whole match first
     * @param names the groups that have names
     * @param start where it begins
     * @param end where it ends
     */
    private record MatchValue(List<Value> groups, Map<String, Value> names, int start, int end) implements Value {
        static MatchValue of(Matcher matcher, Pattern pattern, String subject) {
            List<Value> groups = new ArrayList<>();
            for (int group = 0; group <= matcher.groupCount(); group++) {
                groups.add(text(matcher.group(group)));
            }
            Map<String, Value> names = new LinkedHashMap<>();
            pattern.namedGroups().forEach((name, group) -> names.put(name, groups.get(group)));
            return new MatchValue(
                    groups,
                    names,
                    subject.codePointCount(0, matcher.start()),
                    subject.codePointCount(0, matcher.end()));
        }

        @Override
        public String typeName() {
            return "re.Match";
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.append("<re.Match object; span=(" + start + ", " + end + "), match=");
            groups.get(0).print(printer, true);
            printer.append(">");
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return Optional.ofNullable(
                    switch (name) {
                        case "group" -> new FunctionValue(name, (arguments, caller) -> group(arguments));
                        case "groups" ->
                            new FunctionValue(
                                    name, (arguments, caller) -> new TupleValue(groups.subList(1, groups.size())));
                        case "groupdict" -> new FunctionValue(name, (arguments, caller) -> DictionaryValue.of(names));
                        case "start" -> new FunctionValue(name, (arguments, caller) -> IntegerValue.of(start));
                        case "end" -> new FunctionValue(name, (arguments, caller) -> IntegerValue.of(end));
                        case "span" ->
                            new FunctionValue(
                                    name,
                                    (arguments, caller) ->
                                            new TupleValue(List.of(IntegerValue.of(start), IntegerValue.of(end))));
                        default -> null;
                    });
        }

        private Value group(Arguments arguments) {
            List<Value> wanted = arguments.positional();
            if (wanted.size() <= 1) {
                return one(wanted.isEmpty() ? IntegerValue.of(0) : wanted.get(0));
            }
            return new TupleValue(wanted.stream().map(this::one).toList());
        }

        private Value one(Value key) {
            Value found = key instanceof StringValue name ? names.get(name.text()) : null;
            if (found == null && Numbers.index(key).isPresent()) {
                int index = Numbers.toInt(key, "a group");
                found = index >= 0 && index < groups.size() ? groups.get(index) : null;
            }
            if (found == null) {
                throw TemplateException.error("no such group");
            }
            return found;
        }

        @Override
        public Optional<Value> item(Value key, Machine machine) {
            return Optional.of(one(key));
        }
    }
}
