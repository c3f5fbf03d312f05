package dev.bylaw.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds trees from the tokens of one JSON document. Not thread-safe. */
final class JsonTokens {
    /** How the range of the current token becomes an origin. */
    interface Places {
        /** The origin of a value from the offset of its first character to the offset behind its last. */
        Origin origin(long start, long end);

        /** Where a name that begins at an offset stands; the parser has read beyond it. */
        Optional<Location> name(long start);
    }

    /** Depth within values that are passed over; beyond it a document is refused. */
    private static final int SKIPPED_DEPTH = 5000;

    private static final int MOST_DIGITS = 1000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(SKIPPED_DEPTH)
                    .maxNumberLength(MOST_DIGITS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Python's JSON, which dbt uses, writes NaN and Infinity.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final JsonParser parser;
    private final String path;
    private final Limits limits;
    private final Diagnostics diagnostics;
    private long values;

    JsonTokens(Reader reader, String path, Limits limits, Diagnostics diagnostics) throws IOException {
        this.parser = FACTORY.createParser(reader);
        this.path = path;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    /** The next token; empty at the end of the document. */
    Optional<JsonToken> next() {
        try {
            return Optional.ofNullable(parser.nextToken());
        } catch (IOException fault) {
            throw fault(fault);
        }
    }

    String fieldName() {
        try {
            return parser.currentName();
        } catch (IOException fault) {
            throw fault(fault);
        }
    }

    /** Passes over the value of the current token. */
    void skip() {
        try {
            parser.skipChildren();
        } catch (IOException fault) {
            throw fault(fault);
        }
    }

    /** Where the current token begins. Columns count UTF-16 units. */
    Location here() {
        return at(parser.currentTokenLocation());
    }

    private Location at(com.fasterxml.jackson.core.JsonLocation location) {
        return Location.at(path, new Position(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr())));
    }

    /** The value of the current token. */
    Tree value(JsonToken token, JsonSkips skips, Places places, int depth) {
        if (++values > limits.jsonValues()) {
            throw limit("this file has more than " + limits.jsonValues() + " values (limit jsonValues)");
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            if (depth >= limits.jsonDepth()) {
                throw limit("more than " + limits.jsonDepth() + " collections lie inside each other (limit jsonDepth)");
            }
            long start = parser.currentTokenLocation().getCharOffset();
            return token == JsonToken.START_OBJECT
                    ? object(start, skips, places, depth)
                    : array(start, skips, places, depth);
        }
        try {
            Object value = scalar(token);
            long start = parser.currentTokenLocation().getCharOffset();
            // The end of a token is known once it has been read in full.
            return new Tree.Scalar(
                    value, places.origin(start, parser.currentLocation().getCharOffset()));
        } catch (IOException fault) {
            throw fault(fault);
        }
    }

    private Tree object(long start, JsonSkips skips, Places places, int depth) {
        MappingBuilder builder = new MappingBuilder();
        for (JsonToken token = expect(); token != JsonToken.END_OBJECT; token = expect()) {
            String name = fieldName();
            Optional<Location> key = places.name(parser.currentTokenLocation().getCharOffset());
            JsonSkips inside = skips.in(name);
            JsonToken first = expect();
            if (inside.isWhole()) {
                skip();
                continue;
            }
            if (builder.has(name)) {
                diagnostics.notice(
                        key.orElseGet(this::here),
                        "duplicate-key",
                        "the key '" + name + "' is already in this object; only this last one counts");
            }
            builder.put(name, key, value(first, inside, places, depth + 1));
        }
        return builder.build(places.origin(start, parser.currentLocation().getCharOffset()));
    }

    private Tree array(long start, JsonSkips skips, Places places, int depth) {
        List<Tree> items = new ArrayList<>();
        for (JsonToken token = expect(); token != JsonToken.END_ARRAY; token = expect()) {
            JsonSkips inside = skips.in("*");
            if (inside.isWhole()) {
                skip();
            } else {
                items.add(value(token, inside, places, depth + 1));
            }
        }
        return new Tree.Sequence(
                items, places.origin(start, parser.currentLocation().getCharOffset()));
    }

    private JsonToken expect() {
        // Inside a collection the parser itself reports the end of the file.
        return next().orElseThrow(() -> new JsonFault(Problem.at(here(), Problem.Kind.INVALID_SYNTAX, cutOff())));
    }

    private Object scalar(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new AssertionError("no value: " + token);
        };
    }

    private Object integer() throws IOException {
        BigInteger value = parser.getBigIntegerValue();
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A double as Python reads and prints it. */
    private static Object decimal(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return new BigDecimal(Double.toString(value));
    }

    private JsonFault limit(String message) {
        return new JsonFault(Problem.at(here(), Problem.Kind.LIMIT_EXCEEDED, message));
    }

    private static String cutOff() {
        return "the file ends in the middle of the document; it was cut off or is still being written";
    }

    /** What went wrong, as a problem with its place. */
    JsonFault fault(IOException fault) {
        if (fault instanceof StreamConstraintsException) {
            return limit("this JSON is beyond a limit: " + firstLine(fault.getMessage()));
        }
        if (fault instanceof JsonEOFException) {
            return new JsonFault(Problem.at(at(parser.currentLocation()), Problem.Kind.INVALID_SYNTAX, cutOff()));
        }
        if (fault instanceof JsonProcessingException json) {
            Location place = json.getLocation() == null ? here() : at(json.getLocation());
            return new JsonFault(Problem.at(
                    place, Problem.Kind.INVALID_SYNTAX, "this is not JSON: " + firstLine(json.getOriginalMessage())));
        }
        String why = fault instanceof CharacterCodingException
                ? "this file is not UTF-8; save it as UTF-8"
                : "this file cannot be read: " + fault.getClass().getSimpleName();
        return new JsonFault(Problem.at(at(parser.currentLocation()), Problem.Kind.UNREADABLE_FILE, why));
    }

    private static String firstLine(String message) {
        String text = message == null ? "" : message;
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
