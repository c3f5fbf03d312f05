package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods of dictionaries. */
final class DictionaryMethods {
    private DictionaryMethods() {}

    /** {@return a method, if there is one of that name} */
    static Optional<Value> find(DictionaryValue dictionary, String name) {
        FunctionValue.Body body =
                switch (name) {
                    case "get" ->
                        (arguments, machine) -> {
                            List<Optional<Value>> bound = arguments.bind(name, 1, "key", "default");
                            return dictionary
                                    .get(bound.get(0).orElseThrow())
                                    .or(() -> bound.get(1))
                                    .orElse(NoneValue.NONE);
                        };
                    case "keys" ->
                        (arguments, machine) -> new ViewValue(dictionary.keys(), "dict_keys", dictionary.unknown());
                    case "values" ->
                        (arguments, machine) -> new ViewValue(dictionary.values(), "dict_values", dictionary.unknown());
                    case "items" ->
                        (arguments, machine) -> new ViewValue(pairs(dictionary), "dict_items", dictionary.unknown());
                    case "update" -> (arguments, machine) -> update(dictionary, arguments, machine);
                    case "setdefault" ->
                        (arguments, machine) -> {
                            List<Optional<Value>> bound = arguments.bind(name, 1, "key", "default");
                            Value key = bound.get(0).orElseThrow();
                            Optional<Value> old = dictionary.get(key);
                            if (old.isEmpty()) {
                                dictionary.put(key, bound.get(1).orElse(NoneValue.NONE), machine);
                            }
                            return old.or(() -> bound.get(1)).orElse(NoneValue.NONE);
                        };
                    case "pop" ->
                        (arguments, machine) -> {
                            List<Optional<Value>> bound = arguments.bind(name, 1, "key", "default");
                            Value key = bound.get(0).orElseThrow();
                            Optional<Value> old = dictionary.get(key);
                            dictionary.remove(key, machine);
                            return old.or(() -> bound.get(1))
                                    .orElseThrow(() ->
                                            TemplateException.error("there is no key " + Printer.quoted(key, machine)));
                        };
                    case "popitem" ->
                        (arguments, machine) -> {
                            if (dictionary.unknown().isPresent()) {
                                return new UnknownValue(dictionary.unknown().get());
                            }
                            if (dictionary.size() == 0) {
                                throw TemplateException.error("popitem(): dictionary is empty");
                            }
                            List<Value> last = pairs(dictionary);
                            Value pair = last.get(last.size() - 1);
                            dictionary.remove(((TupleValue) pair).items().get(0), machine);
                            return pair;
                        };
                    case "copy" -> (arguments, machine) -> dictionary.copy();
                    case "clear" ->
                        (arguments, machine) -> {
                            dictionary.clear(machine);
                            return NoneValue.NONE;
                        };
                    default -> null;
                };
        return Optional.ofNullable(body).map(one -> new FunctionValue(name, one));
    }

    /** {@return the members as tuples of key and value} */
    static List<Value> pairs(DictionaryValue dictionary) {
        List<Value> pairs = new ArrayList<>();
        List<Value> values = dictionary.values();
        int i = 0;
        for (Value key : dictionary.keys()) {
            pairs.add(new TupleValue(List.of(key, values.get(i++))));
        }
        return pairs;
    }

    private static Value update(DictionaryValue dictionary, Arguments arguments, Machine machine) {
        if (arguments.positional().size() > 1) {
            throw TemplateException.error("update expected at most 1 argument, got "
                    + arguments.positional().size());
        }
        if (!arguments.positional().isEmpty()) {
            addAll(dictionary, arguments.positional().get(0), machine);
        }
        arguments.named().forEach((key, value) -> dictionary.put(new StringValue(key), value, machine));
        return NoneValue.NONE;
    }

    /** Adds the members of a dictionary, or pairs. */
    static void addAll(DictionaryValue dictionary, Value source, Machine machine) {
        if (source instanceof DictionaryValue other) {
            dictionary.putAll(other, machine);
            return;
        }
        source.unknown().ifPresent(reason -> dictionary.doubt(reason, machine));
        if (source instanceof UnknownValue) {
            return;
        }
        for (Value pair : Sequences.items(source, machine)) {
            if (pair instanceof UnknownValue unknown) {
                dictionary.doubt(unknown.reason(), machine);
                continue;
            }
            List<Value> both = Sequences.items(pair, machine);
            if (both.size() != 2) {
                throw TemplateException.error(
                        "dictionary update sequence element has length " + both.size() + "; 2 is required");
            }
            dictionary.put(both.get(0), both.get(1), machine);
        }
    }
}
