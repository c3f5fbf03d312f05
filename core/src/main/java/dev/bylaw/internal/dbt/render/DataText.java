package dev.bylaw.internal.dbt.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FloatValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TimeValue;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Values from JSON and YAML texts in templates, and YAML texts from values. */
final class DataText {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 20;
    private static final JsonFactory JSON = new JsonFactory();

    private DataText() {}

    /** {@return the value of a JSON text; empty if it is not one} */
    static Optional<Value> readJson(String text, Machine machine) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Value value = json(parser, machine, 0);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Value json(JsonParser parser, Machine machine, int depth) throws IOException {
        machine.budget().step();
        if (depth > MAX_DEPTH) {
            throw TemplateException.limit("JSON nested more than " + MAX_DEPTH + " deep");
        }
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                DictionaryValue dictionary = new DictionaryValue();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    Value key = new StringValue(parser.currentName());
                    parser.nextToken();
                    dictionary.put(key, json(parser, machine, depth + 1), machine);
                }
                return dictionary;
            }
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(json(parser, machine, depth + 1));
                }
                return new ListValue(items);
            }
            case VALUE_STRING -> {
                return new StringValue(parser.getText());
            }
            case VALUE_NUMBER_INT -> {
                return new IntegerValue(parser.getBigIntegerValue());
            }
            case VALUE_NUMBER_FLOAT -> {
                return new FloatValue(parser.getDoubleValue());
            }
            case VALUE_TRUE -> {
                return BooleanValue.TRUE;
            }
            case VALUE_FALSE -> {
                return BooleanValue.FALSE;
            }
            default -> {
                return NoneValue.NONE;
            }
        }
    }

    /** {@return the value of a YAML text; empty if it is not one} */
    static Optional<Value> readYaml(String text, Machine machine) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(machine.budget().limits().textLength());
        options.setAllowRecursiveKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            return Optional.of(yaml(loaded, machine, Collections.newSetFromMap(new IdentityHashMap<>()), 0));
        } catch (YAMLException e) {
            return Optional.empty();
        }
    }

    private static Value yaml(Object loaded, Machine machine, Set<Object> open, int depth) {
        machine.budget().step();
        if (depth > MAX_DEPTH) {
            throw TemplateException.limit("YAML nested more than " + MAX_DEPTH + " deep");
        }
        if (loaded instanceof Map<?, ?> map) {
            enter(loaded, open);
            DictionaryValue dictionary = new DictionaryValue();
            map.forEach((key, value) -> dictionary.put(
                    yaml(key, machine, open, depth + 1), yaml(value, machine, open, depth + 1), machine));
            open.remove(loaded);
            return dictionary;
        }
        if (loaded instanceof Iterable<?> list) {
            enter(loaded, open);
            List<Value> items = new ArrayList<>();
            list.forEach(item -> items.add(yaml(item, machine, open, depth + 1)));
            open.remove(loaded);
            return new ListValue(items);
        }
        if (loaded == null) {
            return NoneValue.NONE;
        }
        if (loaded instanceof Boolean bool) {
            return BooleanValue.of(bool);
        }
        if (loaded instanceof Integer || loaded instanceof Long) {
            return IntegerValue.of(((Number) loaded).longValue());
        }
        if (loaded instanceof BigInteger number) {
            return new IntegerValue(number);
        }
        if (loaded instanceof Number number) {
            return new FloatValue(number.doubleValue());
        }
        if (loaded instanceof Date date) {
            return new TimeValue.Date(date.toInstant().atZone(ZoneOffset.UTC).toLocalDate());
        }
        return new StringValue(loaded.toString());
    }

    private static void enter(Object collection, Set<Object> open) {
        if (!open.add(collection)) {
            throw TemplateException.error("a YAML collection that contains itself");
        }
    }

    /** {@return the YAML text of a value; unknown if a part of the value is} */
    static Value writeYaml(Value value, boolean sorted, Machine machine) {
        Optional<String> unknown = unknownIn(value, machine, 0);
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(0);
        options.setWidth(80);
        options.setAllowUnicode(false);
        return machine.budget().text(new Yaml(options).dump(plain(value, sorted, machine, 0)));
    }

    private static Optional<String> unknownIn(Value value, Machine machine, int depth) {
        machine.budget().step();
        if (value.unknown().isPresent() || depth > MAX_DEPTH) {
            return value.unknown();
        }
        List<Value> parts = value instanceof ListValue list
                ? list.items()
                : value instanceof TupleValue tuple
                        ? tuple.items()
                        : value instanceof DictionaryValue dictionary ? dictionary.values() : List.of();
        return parts.stream()
                .map(part -> unknownIn(part, machine, depth + 1))
                .filter(Optional::isPresent)
                .findFirst()
                .orElse(Optional.empty());
    }

    private static Object plain(Value value, boolean sorted, Machine machine, int depth) {
        machine.budget().step();
        if (depth > MAX_DEPTH) {
            throw TemplateException.limit("a value nested more than " + MAX_DEPTH + " deep");
        }
        if (value == NoneValue.NONE) {
            return null;
        }
        if (value instanceof StringValue text) {
            return text.text();
        }
        if (value instanceof BooleanValue bool) {
            return bool.value();
        }
        if (value instanceof IntegerValue integer) {
            return integer.value();
        }
        if (Numbers.isNumber(value)) {
            return Numbers.toDouble(value);
        }
        if (value instanceof ListValue list) {
            List<Object> items = new ArrayList<>();
            list.items().forEach(item -> items.add(plain(item, sorted, machine, depth + 1)));
            return items;
        }
        if (value instanceof TupleValue tuple) {
            List<Object> items = new ArrayList<>();
            tuple.items().forEach(item -> items.add(plain(item, sorted, machine, depth + 1)));
            return items;
        }
        if (value instanceof DictionaryValue dictionary) {
            Map<Object, Object> entries = sorted ? new TreeMap<>() : new LinkedHashMap<>();
            for (Value key : dictionary.keys()) {
                entries.put(
                        plain(key, sorted, machine, depth + 1),
                        plain(dictionary.get(key).orElseThrow(), sorted, machine, depth + 1));
            }
            return entries;
        }
        throw TemplateException.error("cannot represent a value of type " + value.typeName() + " in YAML");
    }
}
