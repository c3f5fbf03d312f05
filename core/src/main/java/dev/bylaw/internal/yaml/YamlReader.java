package dev.bylaw.internal.yaml;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML files into trees: YAML 1.1 with the types of PyYAML's safe loader, which dbt uses, each key and value with
 * its range. A file that is not YAML, or beyond a limit, is a problem and gives nothing. Stateless.
 */
public final class YamlReader {
    private YamlReader() {}

    /**
     * Reads a file that holds one document.
     *
     * @param file the file
     * @param options how it is read
     * @param limits how deep and how large it may be
     * @param diagnostics where problems and notices go
     * @return the value, a null for an empty file; empty if the file cannot be read or holds several documents
     */
    public static Optional<Tree> read(SourceFile file, YamlOptions options, Limits limits, Diagnostics diagnostics) {
        Optional<List<Tree>> documents = readAll(file, options, limits, diagnostics);
        if (documents.isEmpty()) {
            return Optional.empty();
        }
        List<Tree> trees = documents.get();
        if (trees.size() > 1) {
            Location second = trees.get(1).origin().location().orElse(Location.startOf(file.path()));
            diagnostics.problem(
                    second,
                    Problem.Kind.INVALID_SYNTAX,
                    "a second document begins here; only one is allowed in this file");
            return Optional.empty();
        }
        Origin start = Origin.of(Location.startOf(file.path()), options.layer());
        return Optional.of(trees.isEmpty() ? new Tree.Scalar(null, start) : trees.get(0));
    }

    /**
     * Reads all documents of a file.
     *
     * @param file the file
     * @param options how it is read
     * @param limits how deep and how large it may be
     * @param diagnostics where problems and notices go
     * @return the values, in order; empty if the file cannot be read
     */
    public static Optional<List<Tree>> readAll(
            SourceFile file, YamlOptions options, Limits limits, Diagnostics diagnostics) {
        YamlMarks marks = new YamlMarks(file);
        LoaderOptions loader = new LoaderOptions();
        loader.setCodePointLimit(Integer.MAX_VALUE);
        loader.setNestingDepthLimit(Integer.MAX_VALUE);
        Parser parser = new ParserImpl(
                new StreamReader(options.endStripped() ? file.text().stripTrailing() : file.text()), loader);
        YamlComposer composer = new YamlComposer(parser, marks, options, limits, diagnostics);
        List<Tree> documents = new ArrayList<>();
        try {
            while (!parser.checkEvent(Event.ID.StreamEnd)) {
                if (parser.getEvent().is(Event.ID.DocumentStart)) {
                    documents.add(composer.document());
                }
            }
            return Optional.of(documents);
        } catch (YamlFault fault) {
            diagnostics.add(fault.problem());
        } catch (MarkedYAMLException fault) {
            diagnostics.add(YamlMessages.of(fault, marks));
        } catch (ReaderException fault) {
            diagnostics.add(YamlMessages.of(fault, marks));
        } catch (YAMLException fault) {
            diagnostics.problem(
                    Location.startOf(file.path()),
                    Problem.Kind.INVALID_SYNTAX,
                    "this is not YAML: " + fault.getMessage());
        }
        return Optional.empty();
    }
}
