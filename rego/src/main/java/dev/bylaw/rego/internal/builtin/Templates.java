package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.template.Template;
import dev.bylaw.rego.internal.template.TemplateException;
import java.util.List;

/** Templates in the language of Go. */
final class Templates {
    private Templates() {}

    static List<Builtin> all() {
        return List.of(Function.of("strings.render_template", 2, Templates::render));
    }

    private static Value render(BuiltinContext context, Value[] arguments) {
        String template = Operand.string(arguments, 1);
        // As JSON has it: arrays for sets, and texts for keys.
        String json = JsonFunctions.text(context, Operand.object(arguments, 2));
        try {
            String filled = Template.fill(template, (ObjectValue) JsonReader.read(json), context::work);
            return StringValue.of(filled.replace("<no value>", "<undefined>"));
        } catch (TemplateException e) {
            throw BuiltinException.of(e.getMessage());
        }
    }
}
