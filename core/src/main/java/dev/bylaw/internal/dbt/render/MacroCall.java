package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.run.ReturnSignal;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Value;

/**
 * A macro of the project, of a package or of dbt, as templates see it.
 *
 * @param macro the macro
 * @param session the session
 */
record MacroCall(DbtMacro macro, RenderSession session) implements CallableValue {
    @Override
    public Value call(Arguments arguments, Machine machine) {
        return session.inMacro(macro.uniqueId(), () -> {
            DbtMacro.Parsed parsed;
            try {
                parsed = macro.parsed();
            } catch (TemplateException e) {
                String where = e.location()
                        .map(place -> " (" + place.file() + ":" + place.start().line() + ")")
                        .orElse("");
                throw TemplateException.error("macro " + macro.packageName() + "." + macro.name() + " cannot be read: "
                        + e.getMessage() + where);
            }
            try {
                return session.evaluation()
                        .macro(parsed.template(), parsed.macro())
                        .call(arguments, machine);
            } catch (ReturnSignal signal) {
                return signal.value();
            }
        });
    }

    @Override
    public String typeName() {
        return "MacroGenerator";
    }
}
