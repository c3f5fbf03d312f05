package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.syntax.ModuleDocument;
import java.util.List;
import java.util.stream.Collectors;

/** Rego about Rego. */
final class Modules {
    private Modules() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("rego.parse_module", 2, Modules::parse),
                annotations("rego.metadata.chain"),
                annotations("rego.metadata.rule"));
    }

    private static Value parse(BuiltinContext context, Value[] arguments) {
        String file = Operand.string(arguments, 1);
        String text = Operand.string(arguments, 2);
        context.work(1 + text.length());
        try {
            return ModuleDocument.parse(file, text);
        } catch (RegoException e) {
            int count = e.errors().size();
            throw BuiltinException.of(count + (count == 1 ? " error" : " errors") + " occurred: "
                    + (count == 1 ? "" : "\n")
                    + e.errors().stream().map(String::valueOf).collect(Collectors.joining("\n")));
        }
    }

    /** The compiler puts annotations in the place of these calls where they stand in a rule. */
    private static Builtin annotations(String name) {
        return Function.of(name, 0, (context, arguments) -> {
            throw BuiltinException.of("the " + name + " function must only be called within the scope of a rule");
        });
    }
}
