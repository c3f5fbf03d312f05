package dev.bylaw.internal.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

/**
 * Reads JSON files into trees, each key and value with its range. A file that is not JSON, or beyond a limit, is a
 * problem and gives nothing. Stateless.
 */
public final class JsonReader {
    private JsonReader() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param layer the layer of the origins of its values
     * @param limits how deep and how large it may be
     * @param diagnostics where problems and notices go
     * @return the value; empty if the file cannot be read
     */
    public static Optional<Tree> read(SourceFile file, String layer, Limits limits, Diagnostics diagnostics) {
        JsonTokens.Places places = new FilePlaces(file, layer);
        try {
            JsonTokens tokens = new JsonTokens(new StringReader(file.text()), file.path(), limits, diagnostics);
            Optional<JsonToken> first = tokens.next();
            if (first.isEmpty()) {
                diagnostics.problem(Location.startOf(file.path()), Problem.Kind.INVALID_SYNTAX, "this file is empty");
                return Optional.empty();
            }
            Tree tree = tokens.value(first.get(), JsonSkips.NONE, places, 0);
            if (tokens.next().isPresent()) {
                diagnostics.problem(
                        tokens.here(), Problem.Kind.INVALID_SYNTAX, "the document has ended before this place");
                return Optional.empty();
            }
            return Optional.of(tree);
        } catch (JsonFault fault) {
            diagnostics.add(fault.problem());
        } catch (IOException fault) {
            diagnostics.problem(
                    Location.startOf(file.path()), Problem.Kind.UNREADABLE_FILE, "this file cannot be read");
        }
        return Optional.empty();
    }

    /** Offsets as ranges of a file. */
    private record FilePlaces(SourceFile file, String layer) implements JsonTokens.Places {
        @Override
        public Origin origin(long start, long end) {
            return Origin.of(file.location((int) start, Math.max((int) start, (int) end)), layer);
        }

        @Override
        public Optional<Location> name(long start) {
            String text = file.text();
            int at = (int) start + 1;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return Optional.of(file.location((int) start, Math.min(at + 1, text.length())));
        }
    }
}
