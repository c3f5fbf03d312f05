package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.yaml.YamlReader;
import dev.bylaw.rego.internal.yaml.YamlSyntaxException;
import dev.bylaw.rego.internal.yaml.YamlWriter;
import java.util.List;

/** YAML text. */
final class YamlFunctions {
    private YamlFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("yaml.is_valid", 1, (context, arguments) -> {
                    try {
                        if (arguments[0] instanceof StringValue string) {
                            read(context, string.value());
                            return BooleanValue.TRUE;
                        }
                        return BooleanValue.FALSE;
                    } catch (YamlSyntaxException e) {
                        return BooleanValue.FALSE;
                    }
                }),
                Function.of("yaml.marshal", 1, (context, arguments) -> {
                    TextSink out = new TextSink(context::text);
                    try {
                        YamlWriter.write(arguments[0], out);
                    } catch (YamlSyntaxException e) {
                        throw BuiltinException.of(e.getMessage());
                    }
                    return StringValue.of(out.finish());
                }),
                Function.of("yaml.unmarshal", 1, (context, arguments) -> {
                    try {
                        return read(context, Operand.string(arguments, 1));
                    } catch (YamlSyntaxException e) {
                        throw BuiltinException.of(e.getMessage());
                    }
                }));
    }

    private static Value read(BuiltinContext context, String text) {
        context.work(1 + text.length());
        return YamlReader.read(text);
    }
}
