package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/**
 * A package, whose macros are its attributes.
 *
 * @param name its name
 * @param session the session
 */
record PackageValue(String name, RenderSession session) implements Value {
    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("the package " + name + " is printed"));
    }

    @Override
    public Optional<Value> attribute(String macro, Machine machine) {
        Optional<Value> found =
                session.project().macros().ofPackage(name, macro).map(one -> new MacroCall(one, session));
        boolean builtIn = session.project().macros().isBuiltIn(name);
        return found.isEmpty() && builtIn ? BuiltIns.absent(name, macro, session) : found;
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue text ? attribute(text.text(), machine) : Optional.empty();
    }
}
