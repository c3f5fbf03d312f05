package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.ListValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A macro that is not here, because its package is not installed or its file cannot be read. A call of it is unknown;
 * names among its arguments stay visible in the text.
 *
 * @param name its name, with the package
 * @param isPackage whether it is a package, which cannot be called itself
 * @param reason why it is not here
 * @param session the session
 */
record MissingMacro(String name, boolean isPackage, String reason, RenderSession session) implements CallableValue {
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z_0-9$]*(\\.[A-Za-z_][A-Za-z_0-9$]*){0,3}");
    private static final int MAX_INPUTS = 50;

    /** Names are looked for in lists in lists up to this depth. */
    private static final int MAX_DEPTH = 8;

    @Override
    public Value call(Arguments arguments, Machine machine) {
        if (isPackage) {
            throw TemplateException.undefined("'" + name + "' is undefined");
        }
        if (name.indexOf('.') > 0) {
            return session.inMacro("macro." + name, () -> unknown(arguments, machine));
        }
        return unknown(arguments, machine);
    }

    /** {@return a package, or what may be one, whose macros are not here} */
    static MissingMacro ofPackage(String name, String reason, RenderSession session) {
        return new MissingMacro(name, true, reason, session);
    }

    /** {@return a macro that is not here} */
    static MissingMacro of(String name, String reason, RenderSession session) {
        return new MissingMacro(name, false, reason, session);
    }

    private Value unknown(Arguments arguments, Machine machine) {
        String why = "macro " + name + " is not here: " + reason;
        noteReferences(arguments, why);
        List<String> inputs = new ArrayList<>();
        arguments.positional().forEach(value -> collect(value, inputs));
        arguments.named().forEach((key, value) -> {
            if (key.equals("caller") && value instanceof CallableValue caller) {
                // What the body refers to is wanted; the macro may call it.
                machine.call(caller, List.of());
            } else {
                collect(value, inputs);
            }
        });
        return session.calledForeign(new UnknownValue(why, inputs, Optional.empty()));
    }

    /**
     * Notes what the macro may refer to: one of a package that is not here knows the models of the project only by what it
     * is given; one of the project may refer to anything; what dbt does when it runs refers to nothing.
     */
    private void noteReferences(Arguments arguments, String why) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            session.mayReferToAny(why);
            return;
        }
        if (name.substring(0, dot).equals(MacroLibrary.DBT)) {
            return;
        }
        session.mayReferToForeign(why);
        arguments.positional().forEach(value -> noteNames(value, why, 0));
        arguments.named().values().forEach(value -> noteNames(value, why, 0));
    }

    private void noteNames(Value value, String why, int depth) {
        if (depth > MAX_DEPTH || value instanceof UnknownValue) {
            session.mayReferToAny(why);
        } else if (value instanceof StringValue text) {
            session.mayReferTo(text.text(), why);
        } else if (value instanceof ListValue list) {
            list.items().forEach(item -> noteNames(item, why, depth + 1));
        } else if (value instanceof TupleValue tuple) {
            tuple.items().forEach(item -> noteNames(item, why, depth + 1));
        } else if (value instanceof DictionaryValue dict) {
            dict.keys().forEach(item -> noteNames(item, why, depth + 1));
            dict.values().forEach(item -> noteNames(item, why, depth + 1));
        }
    }

    private static void collect(Value value, List<String> inputs) {
        if (inputs.size() >= MAX_INPUTS) {
            return;
        }
        if (value instanceof StringValue text && COLUMN.matcher(text.text()).matches()) {
            inputs.add(text.text());
        } else if (value instanceof RelationValue relation) {
            inputs.add(relation.marker());
        } else if (value instanceof ListValue list) {
            list.items().forEach(item -> collect(item, inputs));
        } else if (value instanceof TupleValue tuple) {
            tuple.items().forEach(item -> collect(item, inputs));
        }
    }

    @Override
    public Optional<Value> attribute(String attribute, Machine machine) {
        return Optional.of(MissingMacro.of(name + "." + attribute, reason, session));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue text ? attribute(text.text(), machine) : Optional.empty();
    }
}
