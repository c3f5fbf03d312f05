package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods of sets. */
final class SetMethods {
    private SetMethods() {}

    /** {@return a method, if there is one of that name} */
    static Optional<Value> find(SetValue set, String name) {
        FunctionValue.Body body =
                switch (name) {
                    case "add" ->
                        (arguments, machine) -> {
                            set.add(arguments.bind(name, 1, "elem").get(0).orElseThrow(), machine);
                            return NoneValue.NONE;
                        };
                    case "discard", "remove" ->
                        (arguments, machine) -> {
                            Value item = arguments.bind(name, 1, "elem").get(0).orElseThrow();
                            Truth had = set.has(item);
                            if (had == Truth.UNKNOWN) {
                                set.doubt(
                                        item.unknown().or(set::unknown).orElse("a member that is not known"), machine);
                            } else if (!set.remove(item, machine) && name.equals("remove")) {
                                throw TemplateException.error("there is no member " + Printer.quoted(item, machine));
                            }
                            return NoneValue.NONE;
                        };
                    case "update" ->
                        (arguments, machine) -> {
                            for (Value other : arguments.positional()) {
                                other.unknown().ifPresent(reason -> set.doubt(reason, machine));
                                if (!(other instanceof UnknownValue)) {
                                    Sequences.items(other, machine).forEach(item -> set.add(item, machine));
                                }
                            }
                            return NoneValue.NONE;
                        };
                    case "union",
                            "intersection",
                            "difference",
                            "symmetric_difference",
                            "issubset",
                            "issuperset",
                            "isdisjoint" -> (arguments, machine) -> combine(set, name, arguments, machine);
                    case "copy" ->
                        (arguments, machine) ->
                                set.unknown().<Value>map(UnknownValue::new).orElseGet(() -> new SetValue(set.items()));
                    case "clear" ->
                        (arguments, machine) -> {
                            set.items().forEach(item -> set.remove(item, machine));
                            return NoneValue.NONE;
                        };
                    case "pop" ->
                        (arguments, machine) ->
                                new UnknownValue("set.pop() takes any member, which differs from run to run");
                    default -> null;
                };
        return Optional.ofNullable(body).map(one -> new FunctionValue(name, one));
    }

    private static Value combine(SetValue set, String name, Arguments arguments, Machine machine) {
        Optional<String> unknown = set.unknown().or(arguments::unknown);
        if (unknown.isPresent()) {
            return new UnknownValue(unknown.get());
        }
        List<Value> others = new ArrayList<>();
        for (Value other : arguments.positional()) {
            others.addAll(Sequences.items(other, machine));
        }
        SetValue other = new SetValue(others);
        machine.budget().steps((long) set.size() + other.size());
        return switch (name) {
            case "union" -> {
                List<Value> all = new ArrayList<>(set.items());
                all.addAll(others);
                yield new SetValue(all);
            }
            case "intersection" -> {
                SetValue common = new SetValue(set.items());
                for (Value one : arguments.positional()) {
                    common = only(common, new SetValue(Sequences.items(one, machine)), Truth.TRUE);
                }
                yield common;
            }
            case "difference" -> only(set, other, Truth.FALSE);
            case "symmetric_difference" -> {
                List<Value> all = new ArrayList<>(only(set, other, Truth.FALSE).items());
                all.addAll(only(other, set, Truth.FALSE).items());
                yield new SetValue(all);
            }
            case "issubset" -> BooleanValue.of(only(set, other, Truth.FALSE).size() == 0);
            case "issuperset" -> BooleanValue.of(only(other, set, Truth.FALSE).size() == 0);
            default -> BooleanValue.of(only(set, other, Truth.TRUE).size() == 0);
        };
    }

    private static SetValue only(SetValue set, SetValue other, Truth has) {
        return new SetValue(
                set.items().stream().filter(item -> other.has(item) == has).toList());
    }
}
