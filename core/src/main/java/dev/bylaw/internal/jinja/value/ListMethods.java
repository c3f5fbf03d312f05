package dev.bylaw.internal.jinja.value;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The methods of lists and tuples. */
final class ListMethods {
    /** So many items are moved in about the time of a step. */
    private static final int MOVED_A_STEP = 256;

    private ListMethods() {}

    /** {@return a method of a tuple, if there is one of that name} */
    static Optional<Value> ofTuple(TupleValue tuple, String name) {
        return name.equals("index") || name.equals("count")
                ? Optional.of(new FunctionValue(name, (arguments, machine) -> {
                    Value wanted = arguments.bind(name, 1, "value").get(0).orElseThrow();
                    return name.equals("index")
                            ? index(tuple.items(), Optional.empty(), wanted, "tuple", machine)
                            : count(tuple.items(), Optional.empty(), wanted, machine);
                }))
                : Optional.empty();
    }

    /** {@return a method of a list, if there is one of that name} */
    static Optional<Value> find(ListValue list, String name) {
        FunctionValue.Body body =
                switch (name) {
                    case "append" ->
                        (arguments, machine) -> {
                            Value item =
                                    arguments.bind(name, 1, "object").get(0).orElseThrow();
                            list.change(machine).add(item);
                            return NoneValue.NONE;
                        };
                    case "extend" ->
                        (arguments, machine) -> {
                            Value items =
                                    arguments.bind(name, 1, "iterable").get(0).orElseThrow();
                            items.unknown().ifPresent(reason -> list.doubt(reason, machine));
                            if (!(items instanceof UnknownValue)) {
                                List<Value> added = Sequences.items(items, machine);
                                machine.budget().items((long) list.size() + added.size());
                                machine.budget().steps(added.size());
                                list.change(machine).addAll(added);
                            }
                            return NoneValue.NONE;
                        };
                    case "insert" ->
                        (arguments, machine) -> {
                            List<Optional<Value>> bound = arguments.bind(name, 2, "index", "object");
                            Value index = bound.get(0).orElseThrow();
                            if (index.unknown().isPresent()) {
                                list.doubt(index.unknown().get(), machine);
                            }
                            int wanted = index.unknown().isPresent() ? 0 : Numbers.toInt(index, "an index");
                            int position =
                                    wanted < 0 ? Math.max(0, wanted + list.size()) : Math.min(wanted, list.size());
                            machine.budget().steps((list.size() - position) / MOVED_A_STEP);
                            list.change(machine).add(position, bound.get(1).orElseThrow());
                            return NoneValue.NONE;
                        };
                    case "pop" -> (arguments, machine) -> pop(list, arguments, machine);
                    case "remove" ->
                        (arguments, machine) -> {
                            Value wanted =
                                    arguments.bind(name, 1, "value").get(0).orElseThrow();
                            Value index = index(list.items(), list.unknown(), wanted, "list.remove(x): x", machine);
                            if (index.unknown().isPresent()) {
                                list.doubt(index.unknown().get(), machine);
                            } else {
                                list.change(machine).remove(Numbers.toInt(index, "an index"));
                            }
                            return NoneValue.NONE;
                        };
                    case "index" ->
                        (arguments, machine) -> index(
                                list.items(),
                                list.unknown(),
                                arguments.bind(name, 1, "value").get(0).orElseThrow(),
                                "list",
                                machine);
                    case "count" ->
                        (arguments, machine) -> count(
                                list.items(),
                                list.unknown(),
                                arguments.bind(name, 1, "value").get(0).orElseThrow(),
                                machine);
                    case "sort" -> (arguments, machine) -> sort(list, arguments, machine);
                    case "reverse" ->
                        (arguments, machine) -> {
                            Collections.reverse(list.change(machine));
                            return NoneValue.NONE;
                        };
                    case "copy" -> (arguments, machine) -> new ListValue(list.items(), list.unknown());
                    case "clear" ->
                        (arguments, machine) -> {
                            list.change(machine).clear();
                            list.known(machine);
                            return NoneValue.NONE;
                        };
                    default -> null;
                };
        return Optional.ofNullable(body).map(one -> new FunctionValue(name, one));
    }

    private static Value pop(ListValue list, Arguments arguments, Machine machine) {
        Optional<Value> index = arguments.bind("pop", 0, "index").get(0);
        Optional<String> unknown = list.unknown().or(() -> index.flatMap(Value::unknown));
        if (unknown.isPresent()) {
            list.doubt(unknown.get(), machine);
            return new UnknownValue(unknown.get());
        }
        if (list.size() == 0) {
            throw TemplateException.error("pop from empty list");
        }
        int position = index.map(value -> Sequences.position(
                        Numbers.index(value)
                                .orElseThrow(() -> TemplateException.error(
                                        "'" + value.typeName() + "' object cannot be interpreted as an integer")),
                        list.size()))
                .orElse(list.size() - 1);
        if (position < 0) {
            throw TemplateException.error("pop index out of range");
        }
        return list.change(machine).remove(position);
    }

    private static Value sort(ListValue list, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = new Arguments(List.of(), arguments.named()).bind("sort", 0, "key", "reverse");
        boolean reverse = bound.get(1).map(value -> value.truth() == Truth.TRUE).orElse(false);
        Optional<List<Value>> sorted = Ordering.sort(
                list.items(),
                value -> bound.get(0)
                        .filter(key -> key != NoneValue.NONE)
                        .map(key -> machine.call(key, List.of(value)))
                        .orElse(value),
                reverse,
                machine);
        if (sorted.isEmpty()) {
            list.doubt("a list is sorted whose items are not all known", machine);
        } else {
            List<Value> items = list.change(machine);
            items.clear();
            items.addAll(sorted.get());
        }
        return NoneValue.NONE;
    }

    private static Value index(
            List<Value> items, Optional<String> unknown, Value wanted, String type, Machine machine) {
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        for (int i = 0; i < items.size(); i++) {
            machine.budget().step();
            Truth equal = Comparison.equal(items.get(i), wanted, machine);
            if (equal == Truth.TRUE) {
                return IntegerValue.of(i);
            }
            if (equal == Truth.UNKNOWN) {
                return new UnknownValue("a value is looked for among values that are not all known");
            }
        }
        throw TemplateException.error("the value is not in " + type);
    }

    private static Value count(List<Value> items, Optional<String> unknown, Value wanted, Machine machine) {
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        int count = 0;
        for (Value item : items) {
            machine.budget().step();
            Truth equal = Comparison.equal(item, wanted, machine);
            if (equal == Truth.UNKNOWN) {
                return new UnknownValue("values are counted that are not all known");
            }
            count += equal == Truth.TRUE ? 1 : 0;
        }
        return IntegerValue.of(count);
    }
}
