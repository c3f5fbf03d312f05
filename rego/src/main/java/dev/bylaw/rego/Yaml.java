package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.YamlReader;
import dev.bylaw.rego.internal.yaml.YamlSyntaxException;
import dev.bylaw.rego.internal.yaml.YamlWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * YAML as OPA reads and writes it. A text becomes what it is in JSON: keys are strings, the last of equal keys wins,
 * merge keys and aliases are resolved, numbers lose their notation; {@code yes}, {@code on} and dates are strings. Of
 * several documents the first one counts. Doubts are not written.
 */
public final class Yaml {
    /** Collections in each other deeper than this are refused. */
    public static final int MAX_DEPTH = YamlReader.MAX_DEPTH;

    private static final String CODE = "yaml_parse_error";

    private Yaml() {}

    /**
     * Reads the first document.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param text a YAML text
     * @return the value; null where there is no document
     * @throws RegoException if it is not YAML, has no form in JSON, is too deep, or consists of aliases for the most
     *     part; its error has the code {@code yaml_parse_error} and a place
     */
    public static Value parse(String name, String text) {
        Objects.requireNonNull(name, "name is null");
        try {
            return YamlReader.read(text);
        } catch (YamlSyntaxException e) {
            RegoLocation place = new RegoLocation(name, e.row(), e.column(), e.row(), e.column());
            throw new RegoException(List.of(RegoError.at(place, CODE, e.problem())));
        }
    }

    /**
     * Reads the first document from UTF-8.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param bytes a YAML text
     * @return the value; null where there is no document
     * @throws RegoException as for {@link #parse(String, String)}
     */
    public static Value parse(String name, byte[] bytes) {
        return parse(name, Utf8.decode(bytes));
    }

    /**
     * Writes a value as a document in blocks, as {@code yaml.marshal} does: sets as sequences, keys that are not strings
     * as their JSON text.
     *
     * @param value the value
     * @return a YAML text that ends with a line end
     * @throws RegoException if a string has control characters that YAML cannot hold
     */
    public static String write(Value value) {
        TextSink out = TextSink.unlimited();
        try {
            YamlWriter.write(value, out);
        } catch (YamlSyntaxException e) {
            throw new RegoException(List.of(new RegoError(CODE, e.problem(), Optional.empty())));
        }
        return out.finish();
    }
}
