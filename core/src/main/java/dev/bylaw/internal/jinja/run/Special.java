package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.syntax.Statement;
import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.Journal;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Map;

/** The arguments of a macro that have no parameter: {@code varargs} and {@code kwargs}. */
final class Special {
    private Special() {}

    static void bind(
            Statement.Macro macro, Arguments arguments, Map<String, Value> named, Scope inner, Journal journal) {
        int count = macro.parameters().size();
        if (macro.special().contains("kwargs")) {
            DictionaryValue rest = DictionaryValue.of(named);
            arguments.open().ifPresent(rest::open);
            inner.set("kwargs", rest, false, journal);
        } else if (!named.isEmpty()) {
            throw TemplateException.error("macro '" + macro.name() + "' takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
        List<Value> given = arguments.positional();
        if (macro.special().contains("varargs")) {
            Value rest = arguments.open().isPresent()
                    ? new UnknownValue(arguments.open().get())
                    : new TupleValue(given.subList(Math.min(count, given.size()), given.size()));
            inner.set("varargs", rest, false, journal);
        } else if (given.size() > count) {
            throw TemplateException.error("macro '" + macro.name() + "' takes not more than " + count + " argument(s)");
        }
    }
}
