package dev.bylaw.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Streams a build artifact: an object of any size, of which one member after the other is kept or passed over. All
 * values of a member share one origin, so that a large artifact needs little memory. Not thread-safe.
 */
public final class JsonArtifact {
    private static final int MARK = 0xFEFF;

    private final JsonTokens tokens;
    private final String layer;
    private Location place = Location.startOf("");
    private JsonToken token = JsonToken.START_OBJECT;
    private boolean pending = true;

    private JsonArtifact(JsonTokens tokens, String layer) {
        this.tokens = tokens;
        this.layer = layer;
    }

    /** What is done with the members of an object. */
    @FunctionalInterface
    public interface Members {
        /**
         * Handles a member; what it does not read with {@link JsonArtifact#value} or {@link JsonArtifact#members} is passed
         * over.
         *
         * @param name the name of the member
         */
        void member(String name);
    }

    /** What is done with an artifact. */
    @FunctionalInterface
    public interface Handler {
        /** Handles the artifact, whose first token is the start of its object. */
        void read(JsonArtifact artifact);
    }

    /**
     * Reads an artifact.
     *
     * @param in its bytes; closed in any case
     * @param path its path
     * @param layer the layer of the origins of its values
     * @param limits how deep and how large it may be
     * @param diagnostics where problems go
     * @param handler what is done with it
     * @return whether it was read to its end
     */
    public static boolean read(
            InputStream in, String path, String layer, Limits limits, Diagnostics diagnostics, Handler handler) {
        try (PushbackReader reader = new PushbackReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
            int first = reader.read();
            if (first >= 0 && first != MARK) {
                reader.unread(first);
            }
            JsonTokens tokens = new JsonTokens(reader, path, limits, diagnostics);
            return read(new JsonArtifact(tokens, layer), path, diagnostics, handler);
        } catch (JsonFault fault) {
            diagnostics.add(fault.problem());
        } catch (IOException fault) {
            diagnostics.problem(
                    Location.startOf(path), Problem.Kind.UNREADABLE_FILE, "this file is not UTF-8 or cannot be read");
        }
        return false;
    }

    private static boolean read(JsonArtifact artifact, String path, Diagnostics diagnostics, Handler handler) {
        Optional<JsonToken> token = artifact.tokens.next();
        if (token.isEmpty() || token.get() != JsonToken.START_OBJECT) {
            String found = token.isEmpty() ? "this file is empty" : "this file does not hold an object";
            diagnostics.problem(Location.startOf(path), Problem.Kind.INVALID_CONTENT, found);
            return false;
        }
        handler.read(artifact);
        return true;
    }

    /**
     * Goes through the members of the object that is to be read; anything else than an object is passed over.
     *
     * @param members what is done with each
     */
    public void members(Members members) {
        if (!pending || token != JsonToken.START_OBJECT) {
            return;
        }
        pending = false;
        for (JsonToken next = require(); next != JsonToken.END_OBJECT; next = require()) {
            String name = tokens.fieldName();
            place = tokens.here();
            token = require();
            pending = true;
            members.member(name);
            if (pending) {
                tokens.skip();
                pending = false;
            }
        }
    }

    /**
     * Reads the value.
     *
     * @param skips what is passed over inside it
     * @return the value; all its parts have the place of its name as origin
     */
    public Tree value(JsonSkips skips) {
        if (!pending) {
            throw new IllegalStateException("there is no value to be read");
        }
        pending = false;
        Origin shared = Origin.of(place, layer);
        return tokens.value(token, skips, new SharedPlace(shared), 0);
    }

    /** {@return where the name of the current member stands} */
    public Location place() {
        return place;
    }

    private JsonToken require() {
        return tokens.next()
                .orElseThrow(() -> new JsonFault(Problem.at(
                        tokens.here(),
                        Problem.Kind.INVALID_SYNTAX,
                        "the file ends in the middle of the document; it was cut off or is still being written")));
    }

    /** One origin for every value. */
    private record SharedPlace(Origin origin) implements JsonTokens.Places {
        @Override
        public Origin origin(long start, long end) {
            return origin;
        }

        @Override
        public Optional<Location> name(long start) {
            return origin.location();
        }
    }
}
