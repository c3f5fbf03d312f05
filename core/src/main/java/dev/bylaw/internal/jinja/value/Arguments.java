package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call.
 *
 * @param positional those without names
 * @param named those with names, in the order written
 * @param open why there may be more arguments; empty if these are all
 * @param site where the call is written; empty if a builtin makes it
 */
public record Arguments(
        List<Value> positional, Map<String, Value> named, Optional<String> open, Optional<CallSite> site) {
    /** No arguments. */
    public static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** Copies the arguments. */
    public Arguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /** Arguments that no file states. */
    public Arguments(List<Value> positional, Map<String, Value> named) {
        this(positional, named, Optional.empty(), Optional.empty());
    }

    /** {@return positional arguments only} */
    public static Arguments of(Value... positional) {
        return new Arguments(List.of(positional), Map.of());
    }

    /** {@return the argument at an index or with a name, if it is given} */
    public Optional<Value> get(int index, String name) {
        if (index >= 0 && index < positional.size()) {
            return Optional.of(positional.get(index));
        }
        return Optional.ofNullable(named.get(name));
    }

    /** {@return how many there are} */
    public int count() {
        return positional.size() + named.size();
    }

    /**
     * Puts the arguments in the order of parameters.
     *
     * @param function the name of what is called, for messages
     * @param required how many of the parameters must be given
     * @param parameters the names of the parameters
     * @return an argument for each parameter; empty where a parameter that may be left out is left out
     * @throws TemplateException if an argument is missing, unknown, given twice, or one too many
     */
    public List<Optional<Value>> bind(String function, int required, String... parameters) {
        if (positional.size() > parameters.length) {
            throw TemplateException.error(function + "() takes at most " + parameters.length + " arguments ("
                    + positional.size() + " given)");
        }
        List<Optional<Value>> bound = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            boolean isNamed = named.containsKey(parameters[i]);
            if (i < positional.size()) {
                if (isNamed) {
                    throw TemplateException.error(
                            function + "() got multiple values for argument '" + parameters[i] + "'");
                }
                bound.add(Optional.of(positional.get(i)));
            } else if (isNamed) {
                bound.add(Optional.of(named.get(parameters[i])));
            } else if (open.isPresent()) {
                bound.add(Optional.of(new UnknownValue(open.get())));
            } else if (i < required) {
                throw TemplateException.error(
                        function + "() missing 1 required positional argument: '" + parameters[i] + "'");
            } else {
                bound.add(Optional.empty());
            }
        }
        for (String name : named.keySet()) {
            if (!List.of(parameters).contains(name)) {
                throw TemplateException.error(function + "() got an unexpected keyword argument '" + name + "'");
            }
        }
        return bound;
    }

    /** {@return why an argument cannot be known; empty if all are} */
    public Optional<String> unknown() {
        if (open.isPresent()) {
            return open;
        }
        for (Value value : positional) {
            if (value.unknown().isPresent()) {
                return value.unknown();
            }
        }
        for (Value value : named.values()) {
            if (value.unknown().isPresent()) {
                return value.unknown();
            }
        }
        return Optional.empty();
    }
}
