package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NamespaceValue;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.RangeValue;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Tracked;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that every template of Jinja knows. */
final class Globals {
    private Globals() {}

    /** {@return the value of a name, if it is one of them} */
    static Optional<Value> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "range" -> new FunctionValue(name, Globals::range);
                    case "dict" -> new FunctionValue(name, Globals::dictionary);
                    case "namespace" -> new FunctionValue(name, Globals::namespace);
                    case "cycler" ->
                        new FunctionValue(name, (arguments, machine) -> new Rotation(arguments.positional(), false));
                    case "joiner" ->
                        new FunctionValue(
                                name,
                                (arguments, machine) -> new Rotation(
                                        List.of(
                                                StringValue.EMPTY,
                                                arguments.get(0, "sep").orElse(new StringValue(", "))),
                                        true));
                    case "lipsum" ->
                        new FunctionValue(
                                name, (arguments, machine) -> new UnknownValue("lipsum() makes a random text"));
                    default -> null;
                });
    }

    private static Value range(Arguments arguments, Machine machine) {
        if (arguments.unknown().isPresent()) {
            return new UnknownValue(arguments.unknown().get());
        }
        List<Value> bounds = arguments.positional();
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw TemplateException.error("range expected 1 to 3 arguments, got " + bounds.size());
        }
        int first = Numbers.toInt(bounds.get(0), "a bound of range()");
        int start = bounds.size() == 1 ? 0 : first;
        int stop = bounds.size() == 1 ? first : Numbers.toInt(bounds.get(1), "a bound of range()");
        int step = bounds.size() < 3 ? 1 : Numbers.toInt(bounds.get(2), "the step of range()");
        if (step == 0) {
            throw TemplateException.error("range() arg 3 must not be zero");
        }
        RangeValue range = new RangeValue(start, stop, step);
        machine.budget().items(range.length());
        return range;
    }

    private static Value dictionary(Arguments arguments, Machine machine) {
        DictionaryValue dictionary = new DictionaryValue();
        arguments.open().ifPresent(dictionary::open);
        Value update = dictionaryMethod(dictionary, machine);
        machine.call(update, arguments);
        return dictionary;
    }

    private static Value dictionaryMethod(DictionaryValue dictionary, Machine machine) {
        return Attributes.attribute(dictionary, "update", machine);
    }

    private static Value namespace(Arguments arguments, Machine machine) {
        Map<String, Value> attributes = new LinkedHashMap<>();
        DictionaryValue given = (DictionaryValue) dictionary(arguments, machine);
        List<Value> values = given.values();
        int i = 0;
        for (Value key : given.keys()) {
            attributes.put(Printer.string(key, machine).text(), values.get(i++));
        }
        return new NamespaceValue(attributes);
    }

    /** Jinja's {@code cycler()}, and {@code joiner()}, which stays at its last value. */
    private static final class Rotation implements CallableValue, Tracked {
        private final List<Value> values;
        private final boolean stays;
        private int position;

        Rotation(List<Value> values, boolean stays) {
            if (values.isEmpty()) {
                throw TemplateException.error("at least one item has to be provided");
            }
            this.values = values;
            this.stays = stays;
        }

        @Override
        public Value call(Arguments arguments, Machine machine) {
            return stays ? next(machine) : current();
        }

        private Value current() {
            return values.get(position);
        }

        private Value next(Machine machine) {
            Value value = current();
            machine.journal().touch(this);
            position = stays ? values.size() - 1 : (position + 1) % values.size();
            return value;
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return Optional.ofNullable(
                    switch (name) {
                        case "current" -> current();
                        case "next" -> new FunctionValue(name, (arguments, caller) -> next(caller));
                        case "reset" ->
                            new FunctionValue(name, (arguments, caller) -> {
                                caller.journal().touch(this);
                                position = 0;
                                return NoneValue.NONE;
                            });
                        default -> null;
                    });
        }

        @Override
        public Object state() {
            return position;
        }

        @Override
        public void restore(Object state) {
            position = (Integer) state;
        }

        @Override
        public void unite(List<Object> states, String reason) {
            position = (Integer) states.get(states.size() - 1);
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
