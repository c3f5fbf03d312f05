package dev.bylaw.internal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;

/** JSON as all writers print it: indented, with line feeds, ASCII escapes for what HTML or a terminal could interpret. */
final class JsonOutput {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new SafeEscapes()).build();

    private JsonOutput() {}

    static JsonGenerator to(Appendable out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withArrayIndenter(indenter)
                .withObjectIndenter(indenter);
        return FACTORY.createGenerator(new AppendableWriter(out)).setPrettyPrinter(printer);
    }
}
