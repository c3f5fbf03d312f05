package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
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
        return session.calledUnknown(
                new UnknownValue("macro " + name + " is not here: " + reason, inputs, Optional.empty()));
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
