package dev.bylaw.rego;

import dev.bylaw.rego.internal.json.JsonByteWriter;
import dev.bylaw.rego.internal.json.JsonBytes;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.json.JsonWriter;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * JSON as OPA reads and writes it. Numbers keep their size and notation, the last of equal keys wins; sets are written
 * as arrays in their order, keys that are not strings as their JSON text. Doubts are not written.
 */
public final class Json {
    /** Arrays and objects in each other deeper than this are refused. */
    public static final int MAX_DEPTH = JsonReader.MAX_DEPTH;

    private static final String CODE = "json_parse_error";

    private Json() {}

    /**
     * Reads a value.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param text a JSON text with one value
     * @return the value
     * @throws RegoException if it is not JSON or too deep; its error has the code {@code json_parse_error} and a place
     */
    public static Value parse(String name, String text) {
        Objects.requireNonNull(name, "name is null");
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            int row = 1;
            int lineStart = 0;
            int end = Math.min(e.offset(), text.length());
            for (int i = 0; i < end; i++) {
                if (text.charAt(i) == '\n') {
                    row++;
                    lineStart = i + 1;
                }
            }
            int column = text.codePointCount(lineStart, end) + 1;
            RegoLocation place = new RegoLocation(name, row, column, row, column);
            throw new RegoException(List.of(RegoError.at(place, CODE, e.getMessage())));
        }
    }

    /**
     * Reads a value from UTF-8. Bytes that are no UTF-8 become U+FFFD in strings; a byte order mark is skipped.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param bytes a JSON text with one value
     * @return the value
     * @throws RegoException if it is not JSON or too deep; its error has the code {@code json_parse_error} and a place
     */
    public static Value parse(String name, byte[] bytes) {
        Objects.requireNonNull(name, "name is null");
        Optional<Value> value = JsonBytes.read(bytes);
        if (value.isPresent()) {
            return value.get();
        }
        String text = Utf8.decode(bytes);
        return parse(name, text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    /**
     * Reads a value from a stream of UTF-8, to its end.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param in a JSON text with one value; not closed
     * @return the value
     * @throws RegoException if it is not JSON or too deep; its error has the code {@code json_parse_error} and a place
     * @throws IOException if the stream fails
     */
    public static Value parse(String name, InputStream in) throws IOException {
        return parse(name, in.readAllBytes());
    }

    /**
     * Reads a value from a reader, to its end.
     *
     * @param name what to call the text in an error, for example the name of its file
     * @param in a JSON text with one value; not closed
     * @return the value
     * @throws RegoException if it is not JSON or too deep; its error has the code {@code json_parse_error} and a place
     * @throws IOException if the reader fails
     */
    public static Value parse(String name, Reader in) throws IOException {
        StringWriter text = new StringWriter();
        in.transferTo(text);
        return parse(name, text.toString());
    }

    /**
     * Writes a value without white space in UTF-8.
     *
     * @param value the value
     * @param out where to; neither flushed nor closed
     * @throws IOException if the stream fails
     */
    public static void write(Value value, OutputStream out) throws IOException {
        out.write(Utf8.encode(write(value)));
    }

    /**
     * Writes a value without white space, as {@code json.marshal} does.
     *
     * @param value the value
     * @return a JSON text in one line
     */
    public static String write(Value value) {
        TextSink out = TextSink.unlimited();
        JsonWriter.write(value, out);
        return out.finish();
    }

    /**
     * Writes a value without white space, as {@code json.marshal} does.
     *
     * @param value the value
     * @return a JSON text in one line, in UTF-8
     */
    public static byte[] writeBytes(Value value) {
        return JsonByteWriter.write(value);
    }

    /**
     * Writes a value in lines, indented by two spaces, as {@code opa eval} does.
     *
     * @param value the value
     * @return a JSON text, without a line end
     */
    public static String writePretty(Value value) {
        TextSink out = TextSink.unlimited();
        JsonWriter.writePretty(value, "", "  ", out);
        return out.finish();
    }
}
