package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.run.ReturnSignal;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.IteratorValue;
import dev.bylaw.internal.jinja.value.Json;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.SetValue;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What dbt's context has everywhere, in properties files too. */
final class BaseMembers {
    private static final String WHEN_RUN = " is known only when dbt runs";

    private BaseMembers() {}

    static void register(Map<String, Function<RenderSession, Value>> members) {
        members.put("var", VarFunction::ofProperties);
        members.put(
                "env_var",
                session ->
                        new FunctionValue("env_var", (arguments, machine) -> environmentVariable(arguments, session)));
        members.put("target", BaseMembers::target);
        members.put("env", BaseMembers::target);
        members.put("project_name", session -> new StringValue(session.project().name()));
        members.put("dbt_version", session -> new StringValue(session.project().dbtVersion()));
        members.put("flags", session -> flags());
        members.put("modules", session -> Modules.all());
        members.put("context", ContextValue::new);
        for (String name : List.of("invocation_id", "run_started_at", "thread_id")) {
            members.put(name, session -> new UnknownValue(name + WHEN_RUN));
        }
        function(members, "return", (arguments, machine) -> {
            throw new ReturnSignal(arguments.bind("return", 1, "data").get(0).orElseThrow());
        });
        function(members, "log", (arguments, machine) -> StringValue.EMPTY);
        function(members, "print", (arguments, machine) -> StringValue.EMPTY);
        function(members, "fromjson", (arguments, machine) -> read(arguments, "fromjson", machine));
        function(members, "fromyaml", (arguments, machine) -> read(arguments, "fromyaml", machine));
        function(members, "tojson", BaseMembers::toJson);
        function(members, "toyaml", BaseMembers::toYaml);
        function(members, "set", (arguments, machine) -> set(arguments, false, machine));
        function(members, "set_strict", (arguments, machine) -> set(arguments, true, machine));
        function(members, "zip", (arguments, machine) -> zip(arguments, false, machine));
        function(members, "zip_strict", (arguments, machine) -> zip(arguments, true, machine));
        function(members, "local_md5", (arguments, machine) -> md5(arguments));
        function(members, "diff_of_two_dicts", BaseMembers::difference);
    }

    private static void function(
            Map<String, Function<RenderSession, Value>> members, String name, FunctionValue.Body body) {
        FunctionValue function = new FunctionValue(name, body);
        members.put(name, session -> function);
    }

    private static Value environmentVariable(Arguments arguments, RenderSession session) {
        List<Optional<Value>> bound = arguments.bind("env_var", 1, "var", "default");
        Value name = bound.get(0).orElseThrow();
        if (!(name instanceof StringValue text) || text.unknown().isPresent()) {
            return new UnknownValue(name.unknown().orElse("the name of an environment variable is not a text"));
        }
        String value = session.project().environment().get(text.text());
        if (value != null) {
            return new StringValue(value);
        }
        return bound.get(1)
                .filter(fallback -> fallback != NoneValue.NONE)
                .orElseGet(() -> new UnknownValue("env_var('" + text.text() + "') is not given and has no default"));
    }

    private static Value target(RenderSession session) {
        return new EnvironmentalValue(
                (DictionaryValue) TreeValues.toValue(session.project().target()));
    }

    /** The flags of a plain {@code dbt build}; conditions on them are tried both ways. */
    private static Value flags() {
        Map<String, Value> flags = new LinkedHashMap<>();
        for (String name : List.of("FULL_REFRESH", "STORE_FAILURES", "DEBUG", "WARN_ERROR", "EMPTY", "QUIET")) {
            flags.put(name, BooleanValue.FALSE);
            flags.put(name.toLowerCase(Locale.ROOT), BooleanValue.FALSE);
        }
        flags.put("WHICH", new StringValue("build"));
        flags.put("which", new StringValue("build"));
        return new EnvironmentalValue(DictionaryValue.of(flags).open("a flag" + WHEN_RUN));
    }

    private static Value read(Arguments arguments, String name, Machine machine) {
        List<Optional<Value>> bound = arguments.bind(name, 1, "value", "default");
        Value text = bound.get(0).orElseThrow();
        Value fallback = bound.get(1).orElse(NoneValue.NONE);
        if (text.unknown().isPresent()) {
            return new UnknownValue(text.unknown().get());
        }
        if (!(text instanceof StringValue string)) {
            throw TemplateException.error(name + "(): expected a text, not " + text.typeName());
        }
        return (name.equals("fromjson")
                        ? DataText.readJson(string.text(), machine)
                        : DataText.readYaml(string.text(), machine))
                .orElse(fallback);
    }

    private static Value toJson(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("tojson", 1, "value", "default", "sort_keys");
        Value value = bound.get(0).orElseThrow();
        return value instanceof UnknownValue
                ? value
                : Json.write(value, isTrue(bound.get(2)), Optional.empty(), machine);
    }

    private static Value toYaml(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("toyaml", 1, "value", "default", "sort_keys");
        Value value = bound.get(0).orElseThrow();
        return value instanceof UnknownValue ? value : DataText.writeYaml(value, isTrue(bound.get(2)), machine);
    }

    private static boolean isTrue(Optional<Value> value) {
        return value.map(one -> one.truth() == Truth.TRUE).orElse(false);
    }

    private static Value set(Arguments arguments, boolean strict, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("set", 1, "value", "default");
        Value value = bound.get(0).orElseThrow();
        if (value.unknown().isPresent()) {
            return new UnknownValue(value.unknown().get());
        }
        try {
            return new SetValue(Sequences.items(value, machine));
        } catch (TemplateException e) {
            if (strict || e.kind() == TemplateException.Kind.LIMIT) {
                throw e;
            }
            return bound.get(1).orElse(NoneValue.NONE);
        }
    }

    private static Value zip(Arguments arguments, boolean strict, Machine machine) {
        Optional<String> unknown = arguments.unknown();
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        List<List<Value>> all = new ArrayList<>();
        for (Value value : arguments.positional()) {
            if (!strict && !Sequences.iterable(value)) {
                return arguments.get(-1, "default").orElse(NoneValue.NONE);
            }
            all.add(Sequences.items(value, machine));
        }
        int shortest = all.stream().mapToInt(List::size).min().orElse(0);
        List<Value> tuples = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            int index = i;
            machine.budget().step();
            tuples.add(new TupleValue(all.stream().map(list -> list.get(index)).toList()));
        }
        return new IteratorValue(tuples, "zip", Optional.empty());
    }

    private static Value md5(Arguments arguments) {
        Value value = arguments.bind("local_md5", 1, "value").get(0).orElseThrow();
        if (!(value instanceof StringValue text) || text.unknown().isPresent()) {
            return new UnknownValue(value.unknown().orElse("local_md5() was given no text"));
        }
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.text().getBytes(StandardCharsets.UTF_8));
            return new StringValue(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
    }

    private static Value difference(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("diff_of_two_dicts", 2, "dict_a", "dict_b");
        if (!(bound.get(0).orElseThrow() instanceof DictionaryValue left)
                || !(bound.get(1).orElseThrow() instanceof DictionaryValue right)
                || arguments.unknown().isPresent()) {
            return new UnknownValue(
                    arguments.unknown().orElse("diff_of_two_dicts() was given something else than dictionaries"));
        }
        Map<String, List<String>> removed = new LinkedHashMap<>();
        for (Value key : right.keys()) {
            List<String> values = new ArrayList<>();
            Sequences.items(right.get(key).orElseThrow(), machine).forEach(one -> values.add(folded(one, machine)));
            removed.put(folded(key, machine), values);
        }
        DictionaryValue result = new DictionaryValue();
        for (Value key : left.keys()) {
            List<String> without = removed.get(folded(key, machine));
            Value values = left.get(key).orElseThrow();
            if (without == null) {
                result.put(key, values, machine);
                continue;
            }
            List<Value> rest = Sequences.items(values, machine).stream()
                    .filter(one -> !without.contains(folded(one, machine)))
                    .toList();
            if (!rest.isEmpty()) {
                result.put(key, new ListValue(rest), machine);
            }
        }
        return result;
    }

    private static String folded(Value value, Machine machine) {
        return Printer.string(value, machine).text().toLowerCase(Locale.ROOT);
    }
}
