package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.syntax.Template;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/** A macro, bound to the scope in which it was defined. Compared by identity in Java. */
final class MacroValue implements CallableValue {
    private final Template template;
    private final Statement.Macro macro;
    private final Scope scope;

    MacroValue(Template template, Statement.Macro macro, Scope scope) {
        this.template = template;
        this.macro = macro;
        this.scope = scope;
    }

    Template template() {
        return template;
    }

    Statement.Macro macro() {
        return macro;
    }

    Scope scope() {
        return scope;
    }

    @Override
    public Value call(Arguments arguments, Machine machine) {
        return ((Run) machine).invoke(this, arguments);
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return name.equals("name") ? Optional.of(new StringValue(macro.name())) : Optional.empty();
    }

    @Override
    public String typeName() {
        return "Macro";
    }
}
